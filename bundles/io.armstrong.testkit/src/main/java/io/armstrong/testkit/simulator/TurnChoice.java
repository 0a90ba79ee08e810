package io.armstrong.testkit.simulator;

import java.util.Random;

/** Which of the turns that are ready runs next. */
@FunctionalInterface
public interface TurnChoice {
    /** What a turn caused runs before what waited longer: calls that complete at once look as if the caller had blocked. */
    TurnChoice DEPTH_FIRST = ready -> 0;

    /** @param ready how many there are, at least 1; what was caused last comes first @return an index below it */
    int pick(int ready);

    /** Any of them. */
    static TurnChoice random(Random random) {
        return random::nextInt;
    }
}
