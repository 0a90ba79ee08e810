package io.armstrong.gogo.view;

import io.armstrong.api.ExitReason;
import io.armstrong.api.WhyReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a child is what it is: cause, decision, rule, count, what comes next. */
public record WhyView(WhyReport why) implements View {
    @Override
    public Object json() {
        Instant at = why.at();
        return Json.top(
                "id", why.id(),
                "status", why.status().text(),
                "cause", cause(why.cause()),
                "incarnation", why.incarnation(),
                "at", at == null ? null : at.toString(),
                "messages", why.messages(),
                "state", why.state(),
                "decision", why.decision(),
                "rule", why.rule(),
                "count", why.count(),
                "limit",
                        Json.object(
                                "max",
                                why.limit().max(),
                                "periodMillis",
                                why.limit().period().toMillis()),
                "next", why.next(),
                "events", why.events(),
                "policy", why.policy(),
                "restarts", why.restarts());
    }

    private static @Nullable Map<String, Object> cause(@Nullable ExitReason cause) {
        if (cause == null) return null;
        return Json.object("reason", cause.text(), "kind", kind(cause), "trace", trace(cause));
    }

    private static String kind(ExitReason cause) {
        return cause instanceof ExitReason.Crashed crash ? crash.kind().text() : "exit";
    }

    private static List<String> trace(ExitReason cause) {
        return cause instanceof ExitReason.Crashed crash ? crash.trace() : List.of();
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        lines.painted(why.id() + " is " + Status.word(why.status()), why.id().length() + 4, Status.word(why.status()));
        ExitReason cause = why.cause();
        if (cause == null) lines.field("cause", "it never ended");
        else lines.field("cause", Foreign.line(cause.text()) + " (" + kind(cause) + ")");
        Instant at = why.at();
        if (at != null)
            lines.field("at", screen.dayAndTime(at) + " (" + screen.ago(at) + "), incarnation " + why.incarnation());
        lines.field("decision", Foreign.line(why.decision()));
        lines.field("rule", Foreign.line(why.rule()));
        if (!why.policy().isEmpty())
            lines.field("policy", Foreign.line(why.policy()) + ", asked at " + why.restarts() + " of its own restarts");
        lines.field("count", why.count() + " of " + why.limit());
        lines.field("next", Foreign.line(why.next()));
        section("trace", cause == null ? List.of() : trace(cause), lines);
        section("last messages", why.messages(), lines);
        section("state", why.state().isEmpty() ? List.of() : List.of(why.state()), lines);
        section(
                "events",
                why.events().stream().map(event -> local(event, screen)).toList(),
                lines);
        return lines.toString();
    }

    /** The report writes each event as its instant and its sentence; people read the local time. */
    private static String local(String event, Screen screen) {
        int space = event.indexOf(' ');
        if (space < 0 || !event.substring(0, space).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z")) return event;
        return screen.time(Instant.parse(event.substring(0, space))) + " " + event.substring(space);
    }

    private static void section(String name, List<String> texts, Lines lines) {
        if (!texts.isEmpty()) lines.add("  " + name);
        for (String text : texts) lines.add("    " + Foreign.line(text));
    }
}
