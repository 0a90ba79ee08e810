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
    private final String name;
    private Faults.Luck luck;
    private @Nullable ChildSink sink;
    private long incarnation;
    private boolean alive;
    private boolean starting;
    private boolean immortal;

    /** @param name unlike that of any other child ever */
    WildChild(String name, Faults faults) {
        this.name = name;
        this.faults = faults;
        luck = faults.of(name, 0);
    }

    @Override
    public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink to) {
        incarnation = number;
        sink = to;
        alive = true;
        starting = true;
        luck = faults.of(name, number);
        immortal = luck.strikes(10, "survives kills");
        Duration delay = luck.delay(50);
        if (luck.strikes(12, "fails to start")) later(number, delay, () -> failStart(BOOM));
        else if (luck.strikes(4, "ignores its start")) later(number, delay, this::ignore);
        else if (luck.strikes(2, "hangs in its start")) later(number, delay, this::hang);
        else if (!luck.strikes(3, "never starts")) later(number, delay, this::up);
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
        else if (luck.strikes(3, "hangs when told to stop")) later(number, luck.delay(20), this::hang);
        else if (luck.strikes(10, "crashes when told to stop")) later(number, luck.delay(20), () -> end(BOOM));
        else if (luck.strikes(8, "stops late")) later(number, Duration.ofSeconds(7), () -> end(why));
        else if (!luck.strikes(5, "never stops")) later(number, luck.delay(20), () -> end(why));
    }

    @Override
    public void kill(long number) {
        if (number != incarnation || !alive || immortal) return;
        later(number, luck.delay(20), () -> {
            if (starting) failStart(ExitReason.KILLED);
            else end(ExitReason.KILLED);
        });
    }

    private void end(ExitReason reason) {
        alive = false;
        sink().stopped(reason);
    }

    @Override
    public void misbehave(ExitReason reason) {
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
