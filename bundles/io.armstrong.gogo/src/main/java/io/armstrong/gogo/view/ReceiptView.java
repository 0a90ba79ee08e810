package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.Receipt;
import java.util.List;
import java.util.Map;

/** What callers saw of an upgrade. */
public record ReceiptView(Receipt receipt) implements View {
    private static final double MILLI = 1000;

    @Override
    public Object json() {
        Map<String, Object> json = Json.top();
        json.putAll(UpgradeView.json(receipt.upgrade()));
        json.put(
                "receipt",
                Json.object(
                        "calls", receipt.calls(),
                        "answeredByOld", receipt.answeredByOld(),
                        "answeredByNew", receipt.answeredByNew(),
                        "failed", receipt.failed(),
                        "lost", receipt.lost(),
                        "doubled", receipt.doubled(),
                        "longestMicros", receipt.longestMicros(),
                        "holdMicros", receipt.holdMicros(),
                        "count", receipt.count()));
        return json;
    }

    /** As the upgrade's, and 1 when a caller noticed. */
    @Override
    public int exit() {
        int exit = new UpgradeView(receipt.upgrade()).exit();
        return exit == 0 && !receipt.clean() ? 1 : exit;
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        lines.whole(UpgradeView.ending(receipt.upgrade()));
        for (List<String> line : List.of(
                List.of("calls", String.valueOf(receipt.calls())),
                List.of("by old", String.valueOf(receipt.answeredByOld())),
                List.of("by new", String.valueOf(receipt.answeredByNew())),
                List.of("failed", String.valueOf(receipt.failed())),
                List.of("lost", counted(receipt.lost())),
                List.of("doubled", counted(receipt.doubled())),
                List.of("longest wait", Span.fine(receipt.longestMicros() / MILLI)),
                List.of("hand-overs", handOvers()),
                List.of("checked", Foreign.line(receipt.count())))) lines.field(line.get(0), line.get(1));
        return lines.toString();
    }

    private String handOvers() {
        return String.join(
                ", ",
                receipt.holdMicros().stream()
                        .map(micros -> Span.fine(micros / MILLI))
                        .toList());
    }

    private static String counted(long number) {
        return number < 0 ? "not counted" : String.valueOf(number);
    }
}
