package io.armstrong.bench.inside;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Registry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** How long a worker is held by an upgrade whose migration carries over a state of 1 kB to 100 MB. */
final class PauseBySize {
    private static final int[] BYTES = {1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    private static final int WARM = 10;
    private static final int TIMES = 10;
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Options ANY_DIRECTION = new Options(true, true);

    private final Upgrades upgrades;
    private final Ref worker;
    private int version = 1;

    private PauseBySize(Services services) {
        this.upgrades = services.get(Upgrades.class);
        this.worker = services.get(Registry.class).whereis("sized").orElseThrow();
    }

    static List<Found> run(Services services, int divisor) throws Exception {
        PauseBySize bench = new PauseBySize(services);
        for (int i = WARM / divisor; i > 0; i--) bench.upgrade();
        List<Found> found = new ArrayList<>();
        for (int bytes : BYTES) if (bytes <= 100_000_000 / divisor) found.add(bench.of(bytes, divisor));
        return found;
    }

    private Found of(int bytes, int divisor) throws Exception {
        worker.call((long) bytes, DEADLINE).toCompletableFuture().get();
        long[] held = new long[Math.max(2, TIMES / divisor)];
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            UpgradeReport report = upgrade();
            held[i] = report.pauseMicros() * 1_000;
            steps.add(report.steps().stream()
                    .filter(step -> step.millis() >= 1)
                    .map(step -> step.step() + "=" + String.format(Locale.ROOT, "%.1f", step.millis()))
                    .collect(Collectors.joining(" ")));
        }
        double longest = Arrays.stream(held).max().orElse(0) / 1e3;
        return new Found(
                "upgrade_pause_" + bytes,
                held.length,
                longest,
                "us max",
                held,
                "the longer hand-over; steps of the last one in ms: " + steps.get(steps.size() - 1));
    }

    private UpgradeReport upgrade() throws Exception {
        version = 3 - version;
        Path jar = Path.of(System.getProperty("bench.jars"), "sized-" + version + ".0.0.jar");
        UpgradeReport report = upgrades.upgrade("sized", jar, ANY_DIRECTION)
                .toCompletableFuture()
                .get(2, TimeUnit.MINUTES);
        if (report.outcome() != Outcome.COMMITTED) throw new IllegalStateException("not committed: " + report);
        return report;
    }
}
