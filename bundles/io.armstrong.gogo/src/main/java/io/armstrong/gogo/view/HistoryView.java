package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.UpgradeReport;
import java.util.List;

/** What was done to a child's code, oldest first. */
public record HistoryView(String id, List<UpgradeReport> upgrades) implements View {
    public HistoryView {
        upgrades = List.copyOf(upgrades);
    }

    @Override
    public Object json() {
        return Json.top(
                "id", id, "upgrades", upgrades.stream().map(UpgradeView::json).toList());
    }

    @Override
    public String text(Screen screen) {
        if (upgrades.isEmpty()) return id + " was never upgraded\n";
        List<String> head = List.of("AT", "FROM", "TO", "OUTCOME", "PAUSE", "REASON");
        return new Lines(screen)
                .table(
                        head,
                        upgrades.stream()
                                .map(report -> UpgradeView.row(report, screen))
                                .toList())
                .toString();
    }
}
