package io.armstrong.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator sees what it is there to see: each wrong rule is found by a few seeds. All of them: profile proof. */
class MutationsTest {
    private static final int TRIED = Integer.getInteger("sim.mutations", 5);
    private static final int SEEDS = 4_000;

    static List<Mutation> some() {
        return Mutations.ALL.subList(0, TRIED);
    }

    /** Whoever changes a line that a mutation changes learns of it here, and not in the long run. */
    @Test
    void everyOneStillFitsItsSource() {
        for (Mutation mutation : Mutations.ALL)
            assertThat(Mutant.mutated(mutation)).as(mutation.rule()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("some")
    void isKilled(Mutation mutation) throws Exception {
        assertThat(verdict(mutation))
                .as("%s survives %s seeds", mutation, SEEDS)
                .isNotEmpty();
    }

    /** What kills it, by the rule that is named for it; empty: nothing does. */
    static String verdict(Mutation mutation) throws ReflectiveOperationException {
        LongFunction<String> judge = new Mutant(mutation).inside(Mutant.Verdict.class);
        List<String> expected = List.of(mutation.killedBy().split(" "));
        for (long seed = 0; seed < SEEDS; seed++) {
            String broken = judge.apply(seed);
            if (!broken.isEmpty() && expected.contains(broken.substring(0, broken.indexOf(':'))))
                return "seed " + seed + ", " + broken;
        }
        return "";
    }
}
