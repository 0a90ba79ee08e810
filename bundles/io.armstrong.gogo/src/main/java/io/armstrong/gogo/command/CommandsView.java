package io.armstrong.gogo.command;

import io.armstrong.gogo.view.Json;
import io.armstrong.gogo.view.Screen;
import io.armstrong.gogo.view.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All commands, one line each. */
public record CommandsView(List<Usage> usages) implements View {
    public CommandsView {
        usages = List.copyOf(usages);
    }

    @Override
    public Object json() {
        return Json.top("commands", usages.stream().map(CommandsView::command).toList());
    }

    private static Map<String, Object> command(Usage usage) {
        return Json.object("name", usage.full(), "usage", usage.synopsis(), "summary", usage.summary());
    }

    @Override
    public String text(Screen screen) {
        StringBuilder text = new StringBuilder();
        for (Usage usage : usages) text.append(String.format(Locale.ROOT, "%-13s %s\n", usage.full(), usage.summary()));
        return text.append("\nEach takes --json and --help.\n").toString();
    }
}
