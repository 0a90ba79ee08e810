package io.armstrong.process.supervise;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import java.util.List;

/** Supervisors of dynamic children that all run the same worker. */
final class Pools {
    private Pools() {}

    /** Not started yet. */
    static SupervisorProcess of(String id, ChildSpec template, WorkerSettings settings, Worker<?> worker) {
        return new SupervisorProcess(
                settings.system(),
                new SupervisorSpec(
                        id, Strategy.SIMPLE_ONE_FOR_ONE, Intensity.OTP_DEFAULT, AutoShutdown.NEVER, List.of(template)),
                (name, spec) -> {
                    WorkerChild made = new WorkerChild(name, settings);
                    made.install(new WorkerCode(worker, 1));
                    return made;
                },
                SupervisorObserver.NONE,
                new SilentOwner());
    }
}
