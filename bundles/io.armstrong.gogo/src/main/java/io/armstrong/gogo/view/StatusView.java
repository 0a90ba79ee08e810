package io.armstrong.gogo.view;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Journal;
import java.util.List;
import java.util.Optional;

/**
 * One child on one screen.
 *
 * @param face what other bundles see of its services; empty when it has no face
 * @param events the last ones about it, oldest first
 */
public record StatusView(ChildReport child, Optional<Faces.Report> face, List<Journal.Entry> events) implements View {
    public StatusView {
        events = List.copyOf(events);
    }

    @Override
    public Object json() {
        var json = Members.whole(child);
        json.put("face", FaceLines.json(face));
        json.put("events", events.stream().map(EventsView::entry).toList());
        return json;
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        String word = Status.word(child);
        String dot = screen.ascii() ? "" : "\u25cf ";
        String head = dot + child.id() + "  " + word + " since " + screen.dayAndTime(child.since()) + " ("
                + screen.ago(child.since()) + ")";
        lines.painted(head, dot.length() + child.id().length() + 2, word);
        lines.field("reason", Foreign.line(child.reason()));
        lines.field(
                "tier",
                child.tier().text() + ", supervisor " + child.supervisor() + ", "
                        + child.restart().text());
        lines.field("version", version());
        BundleReport bundle = child.bundle();
        if (bundle != null) {
            lines.field(
                    "bundle",
                    Foreign.line(bundle.symbolicName()) + " " + bundle.version() + " (" + bundle.bundleId() + ")");
            lines.field("sha256", bundle.sha256());
            if (!bundle.drifted().isEmpty())
                lines.field("DRIFT", bundle.drifted() + " runs; sup:adopt " + child.id() + " JAR keeps it");
        }
        lines.field("incarnation", child.incarnation() + ", restarts " + child.restarts() + up());
        lines.field("mailbox", mailbox());
        lines.field("breaker", child.breaker());
        face.ifPresent(shown -> FaceLines.write(shown, lines));
        if (!events.isEmpty()) lines.add("  events");
        for (Journal.Entry entry : events) lines.add("    " + EventsView.line(entry, screen));
        return lines.toString();
    }

    private String mailbox() {
        return child.waiting() + " waiting" + lost(child.dropped(), " refused, it was full")
                + lost(child.deadLetters(), " never handled");
    }

    private static String lost(long count, String how) {
        return count == 0 ? "" : ", " + count + how;
    }

    private String version() {
        String version = child.version().isEmpty() ? "none" : Foreign.line(child.version());
        return child.schema() == 0 ? version : version + ", state schema " + child.schema();
    }

    private String up() {
        return child.status() == ChildStatus.UP ? ", up " + Span.text(child.uptimeMillis()) : "";
    }
}
