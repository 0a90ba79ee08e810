package io.armstrong.bench.inside;

import io.armstrong.api.StartsReport;
import io.armstrong.api.Supervision;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Dynamic children of one supervisor, ordered by one caller as any bundle orders them: one after another, each answered with its report,
 * or all by one order; and what each of them weighs.
 */
final class Spawn {
    /** Orders that the caller has under way at most. */
    private static final int WINDOW = 1000;

    private static final int WARM_ROUNDS = 5;
    private static final int WARM = 100_000;
    private static final long[] NO_LATENCIES = {};
    private static final String EACH = "startDynamic by one caller that does not wait for each";

    private final Supervision supervision;
    private final Kind kind;

    private Spawn(Services services, Kind kind) {
        this.supervision = services.get(Supervision.class);
        this.kind = kind;
    }

    /** How they are ordered. @param bench what its names say of it */
    private record Kind(String bench, String supervisor, boolean oneByOne, String notes) {
        Inside.Work of(int children) {
            return (services, divisor) -> new Spawn(services, this).run(children, divisor);
        }
    }

    /** As children are by default. */
    static Inside.Work queued(int children) {
        return new Kind("", "workers", true, EACH).of(children);
    }

    /** Of a worker that declares that it may run on its caller's thread. */
    static Inside.Work inline(int children) {
        return new Kind("inline_", "inline", true, EACH).of(children);
    }

    /** By default, by one order. */
    static Inside.Work list(int children) {
        return new Kind("list_", "workers", false, "startDynamic of a list of arguments").of(children);
    }

    private List<Found> run(int children, int divisor) throws Exception {
        for (int i = divisor == 1 ? WARM_ROUNDS : 1; i > 0; i--) {
            grow(Math.max(1, WARM / divisor));
            empty();
        }
        return measure(Math.max(1, children / divisor));
    }

    private List<Found> measure(int n) throws Exception {
        long before = heap();
        long worked = worked();
        long began = System.nanoTime();
        grow(n);
        double perSecond = n * 1e9 / (System.nanoTime() - began);
        long cpu = (worked() - worked) / n;
        double each = (heap() - before) / (double) n;
        // Also keeps them: what is counted has to be there after it was counted.
        if (supervision.tree().children().size() < n) throw new IllegalStateException("not all of them are there");
        String notes = String.format(Locale.ROOT, "%s, cpu_ns_per_op=%d", kind.notes(), cpu);
        return List.of(
                new Found("spawn_" + kind.bench() + n, n, perSecond, "children/s", NO_LATENCIES, notes),
                new Found(
                        "mem_idle_" + kind.bench() + n, n, each, "bytes/child", NO_LATENCIES, "heap after collection"));
    }

    /** So many more. Returns when each was started and the caller has what was reported of it. */
    private void grow(int more) throws Exception {
        if (kind.oneByOne()) growOneByOne(more);
        else growAtOnce(more);
    }

    private void growAtOnce(int more) throws Exception {
        StartsReport report = supervision
                .startDynamic(kind.supervisor(), Collections.nCopies(more, Map.of()))
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
        if (report.started() != more) throw new IllegalStateException("not all were started: " + report.failed());
    }

    private void growOneByOne(int more) {
        Window window = new Window(WINDOW);
        for (int i = 0; i < more; i++) {
            supervision.startDynamic(kind.supervisor(), "", Map.of()).thenAccept(report -> window.answered());
            window.ordered();
        }
        if (!window.close(TimeUnit.MINUTES.toNanos(1))) throw new IllegalStateException("not all were started");
    }

    /** A dynamic supervisor that is restarted has no children (OTP S61). */
    private void empty() throws Exception {
        supervision.restart(kind.supervisor()).toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    /** Used heap, the least of three collections. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** Processor time of the whole Java machine. */
    private static long worked() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }
}
