package io.armstrong.gogo.view;

import io.armstrong.api.spi.Journal;
import java.util.List;
import java.util.Map;

/** What happened, oldest first. */
public record EventsView(List<Journal.Entry> entries) implements View {
    public EventsView {
        entries = List.copyOf(entries);
    }

    @Override
    public Object json() {
        return Json.top("events", entries.stream().map(EventsView::entry).toList());
    }

    /** {@code seq}, {@code at}, then the event's own data. */
    static Map<String, Object> entry(Journal.Entry entry) {
        Map<String, Object> json =
                Json.object("seq", entry.sequence(), "at", entry.at().toString());
        json.putAll(entry.event().data());
        return json;
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        for (Journal.Entry entry : entries) lines.add(line(entry, screen));
        return entries.isEmpty() ? "no events\n" : lines.toString();
    }

    static String line(Journal.Entry entry, Screen screen) {
        return Lines.right(Long.toString(entry.sequence()), 5) + "  " + screen.time(entry.at()) + "  "
                + Foreign.line(entry.event().sentence());
    }
}
