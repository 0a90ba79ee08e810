package io.armstrong.lifecycle;

import io.armstrong.api.spi.FrameworkFact;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Tells one listener the facts in order, on a thread of its own: one that blocks holds up nobody else. */
final class FactTeller implements AutoCloseable {
    /** Facts not yet told; beyond it the newest are dropped, and that is said once. */
    static final int MOST_WAITING = 100_000;

    private static final FrameworkFact END = new FrameworkFact(-1, "", FrameworkFact.Kind.UNINSTALLED);

    private final FrameworkFact.Listener listener;
    private final Consumer<String> log;
    private final BlockingQueue<FrameworkFact> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(null, this::tell, "armstrong-lifecycle-facts", 0, false);
    private volatile boolean full;

    FactTeller(FrameworkFact.Listener listener, Consumer<String> log) {
        this.listener = listener;
        this.log = log;
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    boolean tells(FrameworkFact.Listener one) {
        return listener == one;
    }

    /** Returns at once. */
    void add(FrameworkFact fact) {
        if (waiting.offer(fact) || full) return;
        full = true;
        log.accept(name() + " does not take its facts: " + MOST_WAITING + " wait, others are dropped");
    }

    /** Ends when what waits is told. */
    @Override
    public void close() {
        add(END);
    }

    private void tell() {
        while (true) {
            try {
                FrameworkFact fact = waiting.take();
                if (fact == END) return;
                tell(fact);
            } catch (InterruptedException left) {
                log.accept(name() + " left an interrupt behind");
            }
        }
    }

    private void tell(FrameworkFact fact) {
        try {
            listener.happened(fact);
        } catch (RuntimeException | Error thrown) {
            log.accept(name() + " threw at " + fact + ": " + Failure.of(thrown).cause());
        }
    }

    private String name() {
        return listener.getClass().getName();
    }
}
