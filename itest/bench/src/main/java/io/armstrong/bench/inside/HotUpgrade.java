package io.armstrong.bench.inside;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The counter goes from version 1 to 2 and back, the default way, while calls come by schedule. */
final class HotUpgrade {
    private static final int UPGRADES = 50;
    private static final long GAP = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LEAD = TimeUnit.SECONDS.toNanos(1);
    /** As many as are due while 50 upgrades come every 200 ms. */
    private static final int LEAST = 60_000;
    /** A machine on which an upgrade takes a second is too slow to say anything. */
    private static final int MOST = OpenLoad.PER_SECOND * (UPGRADES + 10);

    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Options ANY_DIRECTION = new Options(true, true);

    private final Upgrades upgrades;
    private final Ref counter;
    private final int times;
    private final OpenLoad load = new OpenLoad(MOST);
    private final long[][] spans;
    private final long[] held;
    private final long[] took;
    /** How long each step took, upgrade by upgrade. */
    private final Map<String, long[]> steps = new LinkedHashMap<>();

    private HotUpgrade(Services services, int times) {
        this.upgrades = services.get(Upgrades.class);
        this.counter = services.get(Registry.class).whereis("counter").orElseThrow();
        this.times = times;
        this.spans = new long[times][2];
        this.held = new long[times];
        this.took = new long[times];
    }

    static List<Found> run(Services services, int divisor) throws Exception {
        return new HotUpgrade(services, Math.max(2, UPGRADES / divisor)).run(divisor);
    }

    private List<Found> run(int divisor) throws Exception {
        Thread generator = load.begin(this::call, LEAST / divisor);
        LockSupport.parkNanos(LEAD / divisor);
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            while (System.nanoTime() < began + i * GAP) LockSupport.parkNanos(100_000);
            upgrade(i);
        }
        LockSupport.parkNanos(LEAD / divisor);
        load.end();
        generator.join();
        load.drain(TimeUnit.SECONDS.toNanos(5));
        Object count =
                counter.call(List.of("get"), DEADLINE).toCompletableFuture().get();
        return List.of(pauses(((Number) count).longValue()), holds());
    }

    private void call(int number) {
        counter.call(List.of("add", 1L), DEADLINE).whenComplete((count, failure) -> load.done(number, failure == null));
    }

    private void upgrade(int i) throws Exception {
        Path jar = Path.of(System.getProperty("bench.jars"), i % 2 == 0 ? "counter-2.0.0.jar" : "counter-1.0.0.jar");
        spans[i][0] = System.nanoTime();
        UpgradeReport report = upgrades.upgrade("counter", jar, ANY_DIRECTION)
                .toCompletableFuture()
                .get(1, TimeUnit.MINUTES);
        spans[i][1] = System.nanoTime();
        if (report.outcome() != Outcome.COMMITTED) throw new IllegalStateException("not committed: " + report);
        report.steps()
                .forEach(step ->
                        steps.computeIfAbsent(step.step(), name -> new long[times])[i] = (long) (step.millis() * 1e6));
        held[i] = report.pauseMicros() * 1_000;
        took[i] = spans[i][1] - spans[i][0];
    }

    private Found pauses(long count) {
        long[] fromDue = new long[times];
        long[] fromSend = new long[times];
        for (int i = 0; i < times; i++) {
            fromDue[i] = load.longest(spans[i][0], spans[i][1], true);
            fromSend[i] = load.longest(spans[i][0], spans[i][1], false);
        }
        long[] steady = load.steady(spans);
        String notes = String.format(
                Locale.ROOT,
                "sent=%d ok=%d failed=%d lost=%d dup=%d state_count=%d lost_updates=%d upgrade_p50_us=%s upgrade_max_us=%s"
                        + " from_send_p50_us=%s from_send_max_us=%s steady_p50_us=%s steady_p99_us=%s gen_late_max_us=%s",
                load.sent(),
                load.ok(),
                load.failed(),
                load.lost(),
                load.twice(),
                count,
                load.ok() - count,
                at(took, 0.5),
                at(took, 1),
                at(fromSend, 0.5),
                at(fromSend, 1),
                at(steady, 0.5),
                at(steady, 0.99),
                micros(load.latest()));
        return new Found(
                "hot_upgrade", times, Arrays.stream(fromDue).max().orElse(0) / 1e3, "us max pause", fromDue, notes);
    }

    /** How long the worker answered nobody: the longer of the two hand-overs of each upgrade. */
    private Found holds() {
        double longest = Arrays.stream(held).max().orElse(0) / 1e3;
        String each = steps.entrySet().stream()
                .map(step -> step.getKey() + "=" + at(step.getValue(), 0.5))
                .collect(Collectors.joining(" "));
        return new Found(
                "hot_upgrade_held",
                times,
                longest,
                "us max",
                held,
                "the longer hand-over of each upgrade; p50 of each step in us: " + each);
    }

    private static String at(long[] nanos, double quantile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0) return "null";
        return micros(sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)]);
    }

    private static String micros(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e3);
    }
}
