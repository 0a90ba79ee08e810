package io.armstrong.supervisor;

import io.armstrong.process.ProcessSystem;
import io.armstrong.process.supervise.SupervisorProcess;
import java.util.function.BooleanSupplier;

/**
 * Whether the supervisor's loop came round since it was last asked: timers, dispatcher and the root's mailbox, all of them
 * (fault row 45). Whoever guards the process asks it, by the service property {@code armstrong.pulse=supervisor}.
 *
 * <p>A long plan of the root does not stop the pulse: it waits for nobody. A supervisor whose code threw has none any more,
 * since what it holds may be half done.
 */
final class Pulse implements BooleanSupplier {
    private final ProcessSystem system;
    private final SupervisorProcess root;
    private volatile boolean cameRound = true;
    private volatile boolean broken;

    Pulse(ProcessSystem system, SupervisorProcess root) {
        this.system = system;
        this.root = root;
    }

    /** From now on there is none. */
    void broken() {
        broken = true;
    }

    @Override
    public boolean getAsBoolean() {
        boolean sign = cameRound && !broken;
        cameRound = false;
        system.timers().after(1, () -> root.ping(() -> cameRound = true));
        return sign;
    }
}
