package io.armstrong.testkit.simulator;

import io.armstrong.api.EscalationAction;
import io.armstrong.core.SupervisorEffect;
import io.armstrong.process.supervise.PolicyAsker;
import java.time.Duration;
import java.util.List;

/** Policies as services are: they answer anything, at once, in time or late, or fail, and sometimes say nothing. */
final class SimPolicies implements PolicyAsker {
    static final String NAME = "io.armstrong.whim";

    private static final int OFTEN = 4;
    private static final long FAR = Duration.ofSeconds(20).toNanos();

    private final SimulatedTime time;
    private final Chance chance;

    SimPolicies(SimulatedTime time, Chance chance) {
        this.time = time;
        this.chance = chance;
    }

    @Override
    public void ask(SupervisorEffect.AskPolicy question, Answer answer) {
        Chance own = chance.of(question.child(), question.incarnation());
        EscalationAction action = own.oneOf(List.of(EscalationAction.values()));
        if (own.below(OFTEN) > 0) action = EscalationAction.RESTART;
        EscalationAction said = action;
        switch (own.below(6)) {
            case 0 -> answer.failed("threw java.lang.IllegalStateException");
            case 1 -> time.after(Duration.ofMillis(own.below(300)).toNanos(), () -> answer.answered(said));
            case 2 -> time.after(FAR, () -> answer.failed("is long over its deadline"));
            default -> answer.answered(said);
        }
    }
}
