package io.armstrong.bench.inside;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Registry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A supervised bundle crashes, is stopped and started (transient), and answers with a fresh state before it crashes again. The
 * call waits in the mailbox meanwhile; the client blocks nowhere.
 */
final class BundleRestart {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int WARM = 5_000;
    private static final int MEASURED = 10_000;

    private final Shape shape;
    private final Ref worker;
    private final int warm;
    private final long[] nanos;
    private final CompletableFuture<Long> end = new CompletableFuture<>();
    private int round;
    private long began;
    private long crashed;

    /** Which child, and what it is told; each crash is another message, since one that crashed three incarnations is not handled again. */
    private enum Shape {
        PLAIN("bundle_restart", "adder", "one bundle with an activator") {
            @Override
            Object crash(int round) {
                return -1L - round;
            }

            @Override
            Object add() {
                return 1L;
            }
        },
        COMPONENT("bundle_restart_ds", "counter", "one bundle with a component, made anew by Declarative Services") {
            @Override
            Object crash(int round) {
                return List.of("crash", (long) round);
            }

            @Override
            Object add() {
                return List.of("add", 1L);
            }
        };

        private final String bench;
        private final String child;
        private final String notes;

        Shape(String bench, String child, String notes) {
            this.bench = bench;
            this.child = child;
            this.notes = notes;
        }

        abstract Object crash(int round);

        abstract Object add();
    }

    private BundleRestart(Shape shape, Services services, int divisor) {
        this.shape = shape;
        this.worker = services.get(Registry.class).whereis(shape.child).orElseThrow();
        this.warm = Math.max(1, WARM / divisor);
        this.nanos = new long[Math.max(1, MEASURED / divisor)];
    }

    /** As the peers': an activator registers the worker. */
    static List<Found> plain(Services services, int divisor) throws Exception {
        return new BundleRestart(Shape.PLAIN, services, divisor).run();
    }

    /** As most children are. */
    static List<Found> component(Services services, int divisor) throws Exception {
        return new BundleRestart(Shape.COMPONENT, services, divisor).run();
    }

    private List<Found> run() throws Exception {
        crash();
        long ended = end.get(5, TimeUnit.MINUTES);
        double perSecond = nanos.length * 1e9 / (ended - began);
        String notes = shape.notes + ", stop and start transient, the call waits in the mailbox";
        return List.of(new Found(shape.bench, nanos.length, perSecond, "restarts/s", nanos, notes));
    }

    private void crash() {
        if (round == warm) began = System.nanoTime();
        crashed = System.nanoTime();
        worker.cast(shape.crash(round));
        worker.call(shape.add(), DEADLINE).whenComplete(this::answered);
    }

    private void answered(Object count, Throwable failure) {
        long now = System.nanoTime();
        if (failure != null || !Long.valueOf(1).equals(count)) {
            end.completeExceptionally(new IllegalStateException("after a restart: " + count, failure));
            return;
        }
        if (round >= warm) nanos[round - warm] = now - crashed;
        if (++round == warm + nanos.length) end.complete(now);
        else crash();
    }
}
