package io.armstrong.gogo.view;

import io.armstrong.api.SupervisorReport;
import io.armstrong.api.TreeReport;
import java.util.List;
import java.util.Map;

/** The tiers and their rules: the table of the promise, with what is used of it. */
public record TiersView(TreeReport tree) implements View {
    private static final String NO_BREAKER = "none";

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
                "breaker", NO_BREAKER,
                "status", tier.status().text());
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
                        NO_BREAKER,
                        Status.word(tier)))
                .toList();
        return new Lines(screen).table(head, rows).toString();
    }
}
