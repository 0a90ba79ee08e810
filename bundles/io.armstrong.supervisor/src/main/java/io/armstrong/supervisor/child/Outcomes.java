package io.armstrong.supervisor.child;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Lifecycle;
import java.util.List;

/** Exit reasons out of what the framework answered. */
final class Outcomes {
    private static final List<String> CLASS_TROUBLE = List.of(
            ExceptionInInitializerError.class.getName(),
            NoClassDefFoundError.class.getName(),
            LinkageError.class.getName(),
            IncompatibleClassChangeError.class.getName(),
            NoSuchMethodError.class.getName(),
            NoSuchFieldError.class.getName(),
            AbstractMethodError.class.getName());

    /** What the lifecycle says before the requirement that is missing. */
    private static final String UNRESOLVED = "does not resolve: ";

    private Outcomes() {}

    /** Why a start did not succeed. */
    static ExitReason startFailed(Lifecycle.Outcome outcome) {
        return switch (outcome.kind()) {
            case OVERRAN, HUNG -> new ExitReason.Crashed(CrashCause.DEADLINE, outcome.cause(), outcome.trace());
            case DONE, FAILED, REFUSED -> new ExitReason.Crashed(CrashCause.START, outcome.cause(), outcome.trace());
        };
    }

    /** Whether the bundle did not start because something that it requires is not there: OSGi leaves it INSTALLED then. */
    static boolean unresolved(Lifecycle.Outcome start) {
        return start.kind() == Lifecycle.Kind.FAILED
                && start.state().equals("INSTALLED")
                && start.cause().contains(UNRESOLVED);
    }

    /** What such a start waits for. */
    static String unresolvedFor(Lifecycle.Outcome start) {
        String cause = start.cause();
        return "it waits for its bundle to resolve: "
                + cause.substring(cause.indexOf(UNRESOLVED) + UNRESOLVED.length());
    }

    /** Why a bundle that hangs in a call is left alone. */
    static ExitReason hung(Lifecycle.Outcome outcome) {
        return new ExitReason.Crashed(CrashCause.DEADLINE, outcome.cause(), outcome.trace());
    }

    /**
     * Whether it crashed because a class could not be initialized or linked: the same class loader never tries that again, so only a
     * new one helps (fault rows 9 and 10).
     */
    static boolean ofClasses(ExitReason reason) {
        if (!(reason instanceof ExitReason.Crashed crash)) return false;
        return CLASS_TROUBLE.stream().anyMatch(crash.cause()::startsWith);
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
