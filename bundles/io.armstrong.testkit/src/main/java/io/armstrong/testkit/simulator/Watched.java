package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.supervise.Child;
import io.armstrong.process.supervise.ChildSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any child, with the oracle listening to what is asked of it and what it tells. Keeps old sinks for stale news. */
final class Watched implements Child {
    private final SupervisorModel model;
    private final String id;
    private final Child child;
    private final List<ChildSink> overSinks = new ArrayList<>();
    private @Nullable Sink now;

    Watched(SupervisorModel model, String id, Child child) {
        this.model = model;
        this.id = id;
        this.child = child;
    }

    String id() {
        return id;
    }

    Child child() {
        return child;
    }

    /** The incarnation that is not over; 0: none. */
    long open() {
        return now == null || now.over ? 0 : now.incarnation;
    }

    /** Sinks of incarnations that are over: what they tell now is stale. */
    List<ChildSink> overSinks() {
        return overSinks;
    }

    @Override
    public void start(ChildSpec spec, long incarnation, @Nullable Object argument, ChildSink sink) {
        model.startCalled(id, spec, incarnation);
        now = new Sink(incarnation, sink);
        child.start(spec, incarnation, argument, now);
    }

    @Override
    public void stop(long incarnation, Shutdown how, ExitReason why) {
        model.stopCalled(id, incarnation);
        child.stop(incarnation, how, why);
    }

    @Override
    public void kill(long incarnation) {
        child.kill(incarnation);
    }

    @Override
    public boolean alive(long incarnation) {
        return child.alive(incarnation);
    }

    @Override
    public void abandon(long incarnation) {
        model.abandonCalled(id, incarnation);
        if (now != null && now.incarnation == incarnation) over(now);
        child.abandon(incarnation);
    }

    @Override
    public void trialBegun(long incarnation, int calls) {
        child.trialBegun(incarnation, calls);
    }

    @Override
    public void trialEnded(long incarnation, boolean closed) {
        child.trialEnded(incarnation, closed);
    }

    @Override
    public int reach() {
        return child.reach();
    }

    @Override
    public void forget() {
        model.forgotten(id);
        child.forget();
    }

    private void over(Sink sink) {
        sink.over = true;
        overSinks.add(sink.to);
    }

    private final class Sink implements ChildSink {
        private final long incarnation;
        private final ChildSink to;
        private boolean over;

        Sink(long incarnation, ChildSink to) {
            this.incarnation = incarnation;
            this.to = to;
        }

        @Override
        public long teller() {
            return incarnation;
        }

        @Override
        public void started() {
            if (!over) model.toldStarted(id, incarnation);
            to.started();
        }

        @Override
        public void ignored() {
            if (!over) model.toldNoStart(id, incarnation, true);
            over(this);
            to.ignored();
        }

        @Override
        public void isolated() {
            if (!over) model.toldIsolated(id, incarnation);
            over(this);
            to.isolated();
        }

        @Override
        public void startFailed(ExitReason reason) {
            if (!over) model.toldNoStart(id, incarnation, false);
            over(this);
            to.startFailed(reason);
        }

        @Override
        public void stopped(ExitReason reason) {
            if (!over) model.toldEnd(id, incarnation);
            over(this);
            to.stopped(reason);
        }

        @Override
        public void exited(ExitReason reason) {
            if (!over) model.toldEnd(id, incarnation);
            over(this);
            to.exited(reason);
        }

        @Override
        public void hung(ExitReason reason) {
            if (!over) model.toldHung(id, incarnation);
            over(this);
            to.hung(reason);
        }
    }
}
