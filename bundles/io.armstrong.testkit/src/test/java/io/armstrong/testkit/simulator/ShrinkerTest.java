package io.armstrong.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** A run that breaks a rule comes back the same, and can be told with few events. */
class ShrinkerTest {
    private static final Mutation WRONG = Mutations.ALL.get(0);

    @Test
    void aBrokenRunIsRepeatedAndMadeSmall() throws Exception {
        LongFunction<List<String>> inside = new Mutant(WRONG).inside(Small.class);
        List<String> told = List.of();
        for (long seed = 0; told.isEmpty(); seed++) told = inside.apply(seed);
        assertThat(told.get(0)).as("the hash of the same seed again").isEqualTo("same hash");
        int before = Integer.parseInt(told.get(1));
        int after = Integer.parseInt(told.get(2));
        assertThat(after).as("events of %s", before).isLessThan(before / 2).isPositive();
        assertThat(told.get(3)).contains("made small: [I7").contains("-Dsim.seed=");
    }

    /** Runs inside the mutant. */
    public static final class Small implements LongFunction<List<String>> {
        /** Called from outside. */
        public Small() {}

        @Override
        public List<String> apply(long seed) {
            Simulation.Result broken = Simulation.run(seed);
            if (!broken.broken()) return List.of();
            boolean same = Simulation.run(seed).hash() == broken.hash();
            int events = broken.events().size();
            int small = Shrinker.shrink(broken).events().size();
            String story = Stories.of(List.of(broken));
            return List.of(same ? "same hash" : "another hash", "" + events, "" + small, story);
        }
    }
}
