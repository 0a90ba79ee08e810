package io.armstrong.gogo.command;

import io.armstrong.gogo.view.Json;
import io.armstrong.gogo.view.Screen;
import io.armstrong.gogo.view.View;
import java.util.Locale;
import java.util.Map;

/** The text of {@code --help}: usage, what it does, words and options, one example. */
public record UsageView(Usage usage) implements View {
    private static final String EXIT_CODES = "exit: 0 ok, 1 failed, 2 usage, 3 not found, 4 refused, 5 timeout";

    @Override
    public Object json() {
        return Json.top(
                "name", usage.full(),
                "summary", usage.summary(),
                "usage", usage.synopsis(),
                "words", usage.positionals().stream().map(UsageView::positional).toList(),
                "options", usage.allOptions().stream().map(UsageView::option).toList(),
                "example", usage.example());
    }

    private static Map<String, Object> positional(Positional positional) {
        return Json.object(
                "name", positional.name(),
                "required", positional.required(),
                "many", positional.many(),
                "help", positional.help());
    }

    private static Map<String, Object> option(Option option) {
        return Json.object(
                "name", "--" + option.name(), "value", option.isFlag() ? null : option.value(), "help", option.help());
    }

    @Override
    public String text(Screen screen) {
        StringBuilder text = new StringBuilder("usage: " + usage.synopsis() + "\n" + usage.summary() + ".\n\n");
        usage.positionals().forEach(positional -> line(text, positional.name(), positional.help()));
        usage.allOptions().forEach(option -> line(text, option.form(), option.help()));
        usage.notes().forEach(note -> text.append(note).append('\n'));
        return text.append("\nexample: ")
                .append(usage.example())
                .append('\n')
                .append(EXIT_CODES)
                .append('\n')
                .toString();
    }

    private static void line(StringBuilder text, String name, String help) {
        text.append(String.format(Locale.ROOT, "  %-20s %s%n", name, help).replace(System.lineSeparator(), "\n"));
    }
}
