package io.armstrong.conformance;

import io.armstrong.api.ExitReason;
import io.armstrong.process.supervise.SupervisorProcess;
import org.jspecify.annotations.Nullable;

/** A running supervisor; only its parent or a kill ends it (OTP S33). */
final class SupervisorInstance extends Instance {
    private final GoldenChildren children;
    private @Nullable SupervisorProcess process;

    SupervisorInstance(GoldenChildren children, String name, int number) {
        super(name, number);
        this.children = children;
    }

    void runs(SupervisorProcess started) {
        process = started;
    }

    SupervisorProcess process() {
        if (process == null) throw new IllegalStateException(label() + " has not begun");
        return process;
    }

    boolean begun() {
        return process != null;
    }

    /** The hands on its children. */
    GoldenChildren children() {
        return children;
    }

    @Override
    void kill() {
        process().kill();
    }

    @Override
    void signal(ExitReason reason) {
        if (reason.text().equals("kill")) kill();
    }
}
