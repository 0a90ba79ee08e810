package io.armstrong.gogo.view;

import io.armstrong.api.SupervisorReport;
import io.armstrong.api.TreeReport;
import io.armstrong.api.breaker.BreakerSpec;
import java.util.List;
import java.util.Map;

/** The tiers and their rules: the table of the promise, with what is used of it. */
public record TiersView(TreeReport tree) implements View {
    @Override
    public Object json() {
        return Json.top(
                "tiers", tree.supervisors().stream().map(TiersView::tier).toList());
    }

    private static Map<String, Object> tier(SupervisorReport tier) {
        return Json.object(
                "tier", tier.tier().text(),
                "strategy", tier.strategy().text(),
                "intensity", Members.intensity(tier.intensity(), tier.used()),
                "restart", tier.tier().restart().text(),
                "breaker", breaker(tier.tier().breaker()),
                "status", tier.status().text());
    }

    /** {@code 5/30s/3}: failures, recovery time, trials. */
    private static String breaker(BreakerSpec breaker) {
        return breaker.present()
                ? breaker.failures() + "/" + breaker.recovery().toSeconds() + "s/" + breaker.trials()
                : "none";
    }

    @Override
    public String text(Screen screen) {
        List<String> head = List.of("TIER", "STRATEGY", "INTENSITY", "USED", "RESTART", "BREAKER", "STATUS");
        List<List<String>> rows = tree.supervisors().stream()
                .map(tier -> List.of(
                        tier.id(),
                        tier.strategy().text(),
                        tier.intensity().toString(),
                        Integer.toString(tier.used()),
                        tier.tier().restart().text(),
                        breaker(tier.tier().breaker()),
                        Status.word(tier)))
                .toList();
        return new Lines(screen).table(head, rows).toString();
    }
}
