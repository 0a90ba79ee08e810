package io.armstrong.supervisor.child;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Lifecycle;
import java.util.List;

/** Exit reasons out of what the framework answered. */
final class Outcomes {
    private Outcomes() {}

    /** Why a start did not succeed. */
    static ExitReason startFailed(Lifecycle.Outcome outcome) {
        return switch (outcome.kind()) {
            case OVERRAN, HUNG -> new ExitReason.Crashed(CrashCause.DEADLINE, outcome.cause(), outcome.trace());
            case DONE, FAILED, REFUSED -> new ExitReason.Crashed(CrashCause.START, outcome.cause(), outcome.trace());
        };
    }

    static ExitReason start(String cause) {
        return new ExitReason.Crashed(CrashCause.START, cause, List.of());
    }

    static ExitReason deadline(String cause) {
        return new ExitReason.Crashed(CrashCause.DEADLINE, cause, List.of());
    }

    static ExitReason activation(String cause, List<String> trace) {
        return new ExitReason.Crashed(CrashCause.ACTIVATION, cause, trace);
    }

    static ExitReason vanished(String cause) {
        return new ExitReason.Crashed(CrashCause.VANISHED, cause, List.of());
    }
}
