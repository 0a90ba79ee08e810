package io.armstrong.supervisor.child;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;

/** Hears what becomes of the process of a static child, on its turn; what follows from it is done on the child's serial. */
final class Hearing implements WorkerListener {
    private final World world;
    private final Serial serial;
    private final Life life;
    private volatile LastCrash lastCrash = LastCrash.NONE;

    Hearing(World world, Serial serial, Life life) {
        this.world = world;
        this.serial = serial;
        this.life = life;
    }

    /** What the last crash left behind. From any thread. */
    LastCrash lastCrash() {
        return lastCrash;
    }

    @Override
    public void started(WorkerProcess of, long number) {
        serial.run(() -> {
            if (life.is(Phase.INIT) && life.number() == number) life.up();
        });
    }

    @Override
    public void startFailed(WorkerProcess of, WorkerExit exit) {
        serial.run(() -> life.startFailed(exit));
    }

    @Override
    public void exited(WorkerProcess of, WorkerExit exit) {
        serial.run(() -> {
            lastCrash = LastCrash.of(exit.scene());
            life.exited(exit.reason(), exit.hung());
        });
    }

    @Override
    public void deadLetters(WorkerProcess of, long number, long messages, String reason) {
        world.events().accept(new ArmstrongEvent.DeadLettered(of.id(), number, messages, reason));
    }
}
