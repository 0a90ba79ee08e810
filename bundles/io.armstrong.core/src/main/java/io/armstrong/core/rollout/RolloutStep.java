package io.armstrong.core.rollout;

import java.time.Duration;

/** One step of a rollout, as it is written down and walked. */
public sealed interface RolloutStep {
    /** As a person writes it. */
    String text();

    /** Have that share on the new version, never more. @param percent 1 to 100 */
    record Weight(int percent) implements RolloutStep {
        public Weight {
            if (percent < 1 || percent > 100)
                throw new IllegalArgumentException("weight " + percent + ": must be 1 to 100");
        }

        @Override
        public String text() {
            return "weight " + percent;
        }
    }

    /** Wait. @param length zero: until somebody says resume */
    record Pause(Duration length) implements RolloutStep {
        @Override
        public String text() {
            return length.isZero() ? "pause" : "pause " + length.toMillis() + " ms";
        }
    }

    /** Compare the two sides until there is a verdict. */
    record Analysis() implements RolloutStep {
        @Override
        public String text() {
            return "analysis";
        }
    }

    /** Go over to the new version wholly; always the last. */
    record Promote() implements RolloutStep {
        @Override
        public String text() {
            return "promote";
        }
    }
}
