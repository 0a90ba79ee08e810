package io.armstrong.process.breaker;

import io.armstrong.api.breaker.BreakerOpen;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.core.breaker.BreakerEvent;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** A breaker as its users see it. */
public final class NamedBreaker implements CircuitBreaker {
    private final Breaker breaker;
    private final boolean child;

    /** @param child whether it stands in front of a child */
    public NamedBreaker(Breaker breaker, boolean child) {
        this.breaker = breaker;
        this.child = child;
    }

    @Override
    public String name() {
        return breaker.name();
    }

    @Override
    public BreakerState state() {
        return breaker.state();
    }

    @Override
    public BreakerReport report() {
        return breaker.report(child);
    }

    @Override
    public <T> T call(Callable<T> work) throws Exception {
        long permit = permit();
        long began = breaker.began();
        T result;
        try {
            result = work.call();
        } catch (Throwable thrown) {
            failed(permit, began, thrown);
            throw thrown;
        }
        breaker.succeeded(permit, began);
        return result;
    }

    private long permit() {
        long permit = breaker.ask();
        if (Breaker.refused(permit)) throw new BreakerOpen(breaker.name(), Breaker.retryNanos(permit));
        return permit;
    }

    private void failed(long permit, long began, Throwable thrown) {
        if (ignored(thrown)) breaker.returned(permit);
        else breaker.failed(permit, began, thrown.toString());
    }

    private boolean ignored(Throwable thrown) {
        BreakerSpec spec = breaker.spec();
        if (spec.ignored().isEmpty()) return false;
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass())
            if (spec.ignored().contains(type.getName())) return true;
        return false;
    }

    @Override
    public Permit acquire() {
        return new Leave(permit(), breaker.began());
    }

    @Override
    public void forceOpen() {
        breaker.tell(new BreakerEvent.ForcedShut("opened by hand"));
    }

    @Override
    public void close() {
        breaker.tell(new BreakerEvent.Reset("closed by hand"));
    }

    @Override
    public void disable() {
        breaker.tell(new BreakerEvent.SwitchedOff("disabled by hand"));
    }

    @Override
    public void auto() {
        breaker.tell(new BreakerEvent.LeftToItself("left to itself by hand"));
    }

    @Override
    public void configure(BreakerSpec spec) {
        breaker.tell(new BreakerEvent.Configured(spec));
    }

    private final class Leave extends AtomicBoolean implements Permit {
        private static final long serialVersionUID = 1L;

        private final long permit;
        private final long began;

        Leave(long permit, long began) {
            this.permit = permit;
            this.began = began;
        }

        @Override
        public void succeeded() {
            if (compareAndSet(false, true)) breaker.succeeded(permit, began);
        }

        @Override
        public void failed(Throwable thrown) {
            if (compareAndSet(false, true)) NamedBreaker.this.failed(permit, began, thrown);
        }

        @Override
        public void release() {
            if (compareAndSet(false, true)) breaker.returned(permit);
        }
    }
}
