package io.armstrong.gogo.view;

import io.armstrong.api.StartsReport;
import java.util.List;

/** Many instances of a dynamic supervisor that were started by one order. */
public record StartsView(String supervisor, StartsReport report) implements View {
    /** Failures that are told one by one. */
    private static final int SHOWN = 10;

    @Override
    public Object json() {
        return Json.top(
                "supervisor", supervisor,
                "done", "added",
                "ordered", report.ids().size(),
                "started", report.started(),
                "first", first(),
                "last", last(),
                "failed", report.failed());
    }

    /** 1 when any of them is not there. */
    @Override
    public int exit() {
        return report.failed().isEmpty() ? 0 : 1;
    }

    @Override
    public String text(Screen screen) {
        int ordered = report.ids().size();
        int failed = report.failed().size();
        Lines lines = new Lines(screen);
        String which = first() + " to " + last();
        if (failed == 0) lines.add(ordered + " added to " + supervisor + ": " + which);
        else
            lines.add(report.started() + " of " + ordered + " (" + which + ") added to " + supervisor + ", " + failed
                    + " failed:");
        report.failed().values().stream().limit(SHOWN).forEach(why -> lines.whole("  " + Foreign.line(why)));
        if (failed > SHOWN) lines.add("  and " + (failed - SHOWN) + " more, see --json");
        return lines.toString();
    }

    private String first() {
        return report.ids().get(0);
    }

    private String last() {
        List<String> ids = report.ids();
        return ids.get(ids.size() - 1);
    }
}
