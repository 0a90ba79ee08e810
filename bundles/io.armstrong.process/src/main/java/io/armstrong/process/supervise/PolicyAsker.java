package io.armstrong.process.supervise;

import io.armstrong.api.EscalationAction;
import io.armstrong.core.SupervisorEffect;

/** Asks the escalation policies that are not the core's own (design section 4: AskPolicy). */
@FunctionalInterface
public interface PolicyAsker {
    /** Knows no policy. */
    PolicyAsker NONE = (question, answer) -> answer.failed("is no policy known here");

    /** Begins to ask, on the supervisor's turn: it returns at once. Who is late needs not be told; the core has gone on. */
    void ask(SupervisorEffect.AskPolicy question, Answer answer);

    /** Where the answer goes, from any thread; the first word counts. */
    interface Answer {
        void answered(EscalationAction action);

        /** @param cause in words that follow the policy's name: {@code threw java.lang...} */
        void failed(String cause);
    }
}
