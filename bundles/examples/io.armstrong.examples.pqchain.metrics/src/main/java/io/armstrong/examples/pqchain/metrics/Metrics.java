package io.armstrong.examples.pqchain.metrics;

import io.armstrong.api.Tier;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.examples.pqchain.api.MetricsCall.Count;
import io.armstrong.examples.pqchain.api.MetricsCall.GetReport;
import io.armstrong.examples.pqchain.api.MetricsCall.Kind;
import io.armstrong.examples.pqchain.api.MetricsCall.Report;
import java.util.List;
import java.util.Locale;
import org.osgi.service.component.annotations.Component;

/** Adds up what others cast at it, within limits. Nobody waits for it and nobody fails without it: peripheral. */
@Supervised(id = "metrics", tier = Tier.PERIPHERAL)
@Component(service = Worker.class)
public final class Metrics implements Worker<Totals> {
    @Override
    public Totals init(WorkerContext ctx) {
        return Totals.none(ctx.uptime());
    }

    @Override
    public Step<Totals> handle(WorkerContext ctx, Totals totals, Object message) {
        if (message instanceof Count count) return Step.next(totals.counted(count, ctx.uptime()));
        if (message instanceof GetReport) return Step.reply(totals, new Report(totals.counters(), totals.dropped()));
        throw new IllegalArgumentException("metrics does not understand " + message);
    }

    @Override
    public Object parse(List<String> words) {
        return switch (words.get(0) + " " + (words.size() - 1)) {
            case "report 0" -> new GetReport();
            case "count 1" -> new Count(words.get(1), Kind.STATUS, 1);
            case "count 3" ->
                new Count(
                        words.get(1),
                        Kind.valueOf(words.get(2).toUpperCase(Locale.ROOT)),
                        Long.parseLong(words.get(3)));
            default ->
                throw new IllegalArgumentException("metrics does not understand " + words
                        + ": try report, or cast count NAME [status|artifact|debug BY]");
        };
    }
}
