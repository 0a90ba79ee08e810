package io.armstrong.core.health;

import java.time.Duration;

/**
 * A class loader that was replaced and is not gone yet: when a collection is worth while, and when enough were made in vain (feature H6).
 *
 * @param since monotonic nanoseconds: when it was replaced
 * @param collections made since then
 * @param last when the newest of them was made; {@code since} where there was none
 */
public record LeakCase(long since, int collections, long last) {
    /**
     * How patient the guard is.
     *
     * @param collections that it must survive to count as leaked, 1 or more
     * @param quiet from its replacement to the first of them: the JVM may collect by itself meanwhile, and calls end
     * @param apart from each to the next
     */
    public record Rule(int collections, Duration quiet, Duration apart) {
        public Rule {
            if (collections < 1)
                throw new IllegalArgumentException("collections is " + collections + ": must be 1 or more");
            if (quiet.isNegative()) throw new IllegalArgumentException("quiet is " + quiet + ": must not be negative");
            if (apart.isNegative()) throw new IllegalArgumentException("apart is " + apart + ": must not be negative");
        }
    }

    /** What to do about it now. */
    public enum Next {
        WAIT,
        /** A collection is due: one serves all that wait for one. */
        COLLECT,
        /** It leaked: find out what holds it. */
        NAME
    }

    /** One that was replaced now. */
    public static LeakCase at(long now) {
        return new LeakCase(now, 0, now);
    }

    /** What to do about it now. */
    public Next next(Rule rule, long now) {
        if (collections >= rule.collections()) return Next.NAME;
        Duration pause = collections == 0 ? rule.quiet() : rule.apart();
        return now - last >= pause.toNanos() ? Next.COLLECT : Next.WAIT;
    }

    /** A collection was made and it is still there. */
    public LeakCase survived(long now) {
        return new LeakCase(since, collections + 1, now);
    }
}
