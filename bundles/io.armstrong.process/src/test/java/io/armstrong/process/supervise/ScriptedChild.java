package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A child that does what it is told at once and writes it down, or does nothing at all. */
final class ScriptedChild implements Child {
    final String id;
    private final List<String> log;
    private @Nullable ChildSink sink;
    private boolean alive;
    long incarnation;
    boolean hangsInStart;
    boolean hangsInStop;
    boolean survivesKill;
    /** How often its callers were let in. */
    int ups;

    ScriptedChild(String id, List<String> log) {
        this.id = id;
        this.log = log;
    }

    @Override
    public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink to) {
        incarnation = number;
        sink = to;
        log.add("+" + id + number);
        if (hangsInStart) return;
        alive = true;
        to.started();
    }

    @Override
    public void stop(long number, Shutdown how, ExitReason why) {
        log.add("-" + id + number + (why instanceof ExitReason.ShuttingDown ? "" : " " + why.text()));
        if (how instanceof Shutdown.BrutalKill) end(ExitReason.KILLED);
        else if (!hangsInStop) end(why);
    }

    @Override
    public void kill(long number) {
        log.add("x" + id + number);
        if (survivesKill) return;
        if (alive) end(ExitReason.KILLED);
        else sink().startFailed(ExitReason.KILLED);
    }

    @Override
    public void cameUp() {
        ups++;
    }

    @Override
    public boolean alive(long number) {
        return alive && number == incarnation;
    }

    @Override
    public void forget() {
        log.add("~" + id);
    }

    void crash() {
        alive = false;
        sink().exited(ExitReason.parse("boom"));
    }

    private void end(ExitReason reason) {
        alive = false;
        sink().stopped(reason);
    }

    private ChildSink sink() {
        if (sink == null) throw new IllegalStateException(id + " never started");
        return sink;
    }
}
