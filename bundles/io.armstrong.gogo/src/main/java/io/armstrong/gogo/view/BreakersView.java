package io.armstrong.gogo.view;

import io.armstrong.api.breaker.BreakerReport;
import java.util.List;

/** Every breaker on one line. */
public record BreakersView(List<BreakerReport> breakers) implements View {
    public BreakersView {
        breakers = List.copyOf(breakers);
    }

    @Override
    public Object json() {
        return Json.top("breakers", breakers.stream().map(BreakerView::json).toList());
    }

    @Override
    public String text(Screen screen) {
        if (breakers.isEmpty()) return "no breakers\n";
        return new Lines(screen)
                .table(
                        List.of("NAME", "STATE", "FAILURES", "RETRY", "REJECTED", "LIMITS"),
                        breakers.stream().map(BreakerView::row).toList())
                .toString();
    }
}
