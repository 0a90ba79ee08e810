package io.armstrong.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link BreakerCalls} by JMH, with one thread and with two. */
final class Breakers implements Bench {
    private static final Map<String, String> NAMES = Map.of(
            "permitted", "armstrong_permitted",
            "windowPermitted", "armstrong_window_permitted",
            "rejected", "armstrong_rejected",
            "nonePermitted", "none_permitted");

    @Override
    public List<Line> run(Scale scale) throws RunnerException {
        List<Line> lines = new ArrayList<>();
        for (int threads = 1; threads <= 2; threads++) lines.addAll(run(scale, threads));
        return lines;
    }

    private static List<Line> run(Scale scale, int threads) throws RunnerException {
        List<Line> lines = new ArrayList<>();
        TimeValue time = TimeValue.milliseconds(scale.of(300));
        OptionsBuilder options = new OptionsBuilder();
        options.include(BreakerCalls.class.getName() + "\\.")
                .threads(threads)
                .forks(scale.times(4) - 1)
                .warmupIterations(scale.times(3))
                .warmupTime(time)
                .measurementIterations(scale.times(4))
                .measurementTime(time)
                .jvmArgsAppend("-Xms1g", "-Xmx2g")
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            String full = result.getParams().getBenchmark();
            String name = NAMES.get(full.substring(full.lastIndexOf('.') + 1));
            String notes = String.format(
                    Locale.ROOT, "JMH, +-%.1f", result.getPrimaryResult().getScoreError());
            double score = result.getPrimaryResult().getScore();
            lines.add(new Line("breaker_" + name + "_" + threads + "t", 4, score, "ns/call", null, notes));
        }
        return lines;
    }
}
