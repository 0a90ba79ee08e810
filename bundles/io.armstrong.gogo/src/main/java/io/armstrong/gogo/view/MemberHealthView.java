package io.armstrong.gogo.view;

import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.health.MemberHealth;
import io.armstrong.api.health.SupervisorHealth;

/**
 * The health of one child, supervisor or tier.
 *
 * @param late whether it was watched and still changing when the time was over
 */
public record MemberHealthView(MemberHealth member, boolean late) implements View {
    @Override
    public Object json() {
        var json = Json.top();
        json.putAll(Healths.json(member));
        json.put("timedOut", late);
        return json;
    }

    @Override
    public int exit() {
        return Healths.exit(member.health() == HealthStatus.HEALTHY, late);
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        String word = Status.word(member.status());
        lines.painted(member.id() + "  " + word, member.id().length() + 2, word);
        lines.field("health", member.health().text());
        if (member.uptimeMillis() > 0) lines.field("up", Span.text(member.uptimeMillis()));
        lines.field("restarts", member.restarts() + ", last " + Healths.ago(member.lastRestart(), screen));
        if (member instanceof SupervisorHealth supervisor) supervisor(supervisor, lines);
        if (member instanceof ChildHealth child) child(child, lines);
        return lines.whole(Healths.verdict(member.health(), member.compliance()))
                .toString();
    }

    private static void supervisor(SupervisorHealth supervisor, Lines lines) {
        lines.field("window", supervisor.used() + " of " + supervisor.intensity());
        lines.field(
                "healthy", supervisor.healthy() + " of " + supervisor.children().size() + " children");
        for (ChildHealth child : supervisor.children())
            if (child.health() != HealthStatus.HEALTHY) lines.add("    " + Healths.trouble(child));
    }

    private static void child(ChildHealth child, Lines lines) {
        lines.field("reason", Foreign.line(child.reason()));
        lines.field("breaker", child.breaker());
        for (CheckHealth check : child.checks())
            lines.field(
                    "check",
                    Foreign.line(check.name()) + " is " + check.health().text() + ", failed " + check.failures()
                            + " of " + check.window() + (check.result().isEmpty() ? "" : ": ")
                            + Foreign.line(check.result()));
    }
}
