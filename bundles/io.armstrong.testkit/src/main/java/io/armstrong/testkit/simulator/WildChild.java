package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.supervise.Child;
import io.armstrong.process.supervise.ChildSink;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A child that takes its time, fails, hangs and survives kills, as bundles do. Once the faults are over it behaves. */
final class WildChild implements Child, Crashable {
    private static final ExitReason BOOM = ExitReason.Crashed.explicit("boom");

    private final Faults faults;
    private @Nullable ChildSink sink;
    private long incarnation;
    private boolean alive;
    private boolean starting;
    private boolean immortal;

    WildChild(Faults faults) {
        this.faults = faults;
    }

    @Override
    public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink to) {
        incarnation = number;
        sink = to;
        alive = true;
        starting = true;
        immortal = faults.happens(10);
        Duration delay = faults.delay(50);
        if (faults.happens(12)) later(number, delay, () -> failStart(BOOM));
        else if (faults.happens(4)) later(number, delay, this::ignore);
        else if (faults.happens(2)) later(number, delay, this::hang);
        else if (!faults.happens(3)) later(number, delay, this::up);
    }

    private void later(long number, Duration delay, Runnable step) {
        faults.after(delay, () -> {
            if (incarnation == number && alive) step.run();
        });
    }

    private void up() {
        starting = false;
        sink().started();
    }

    private void failStart(ExitReason reason) {
        alive = false;
        sink().startFailed(reason);
    }

    private void ignore() {
        alive = false;
        sink().ignored();
    }

    private void hang() {
        alive = false;
        sink().hung(ExitReason.Crashed.explicit("hangs"));
    }

    @Override
    public void stop(long number, Shutdown how, ExitReason why) {
        if (number != incarnation || !alive) return;
        if (how instanceof Shutdown.BrutalKill) kill(number);
        else if (faults.happens(3)) later(number, faults.delay(20), this::hang);
        else if (faults.happens(10)) later(number, faults.delay(20), () -> end(BOOM));
        else if (faults.happens(8)) later(number, Duration.ofSeconds(7), () -> end(why));
        else if (!faults.happens(5)) later(number, faults.delay(20), () -> end(why));
    }

    @Override
    public void kill(long number) {
        if (number != incarnation || !alive || immortal) return;
        later(number, faults.delay(20), () -> {
            if (starting) failStart(ExitReason.KILLED);
            else end(ExitReason.KILLED);
        });
    }

    private void end(ExitReason reason) {
        alive = false;
        sink().stopped(reason);
    }

    @Override
    public void crash(ExitReason reason) {
        if (!alive || starting) return;
        alive = false;
        sink().exited(reason);
    }

    @Override
    public boolean alive(long number) {
        return alive && number == incarnation;
    }

    @Override
    public void abandon(long number) {
        if (number == incarnation) alive = false;
    }

    private ChildSink sink() {
        if (sink == null) throw new IllegalStateException("never started");
        return sink;
    }
}
