package io.armstrong.gogo.command;

import io.armstrong.api.ChildReport;
import io.armstrong.api.Supervision;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.OrderView;
import io.armstrong.gogo.view.Tree;
import io.armstrong.gogo.view.View;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A command that orders something of one child and tells what the child is then. */
abstract class Order implements Command {
    /** Longer than a start or stop with the default deadlines may take. */
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final Usage usage;
    private final String done;

    /** @param done what the child is told to be afterwards: {@code started} */
    Order(Usage usage, String done) {
        this.usage = usage.takes(Positional.one("ID", Kind.CHILD, "a child"));
        this.done = done;
    }

    static final Option TIMEOUT = Option.of("timeout", "MS", "how long to wait for it, default 60000");

    @Override
    public Usage usage() {
        return usage;
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        if (usage.options().contains(Caution.YES)) Caution.beforeOrder(call, usage.name(), id);
        call.await(order(call.supervision(), id), call.timeout(DEADLINE), usage.name() + " of " + id);
        return new OrderView(id, done, now(call, id));
    }

    /** Gives the order. */
    abstract CompletionStage<?> order(Supervision supervision, String id);

    /** What the child is now; null when nothing is known of it any more, as of a temporary one after its stop. */
    private static @Nullable ChildReport now(Call call, String id) {
        return Tree.find(call.supervision().tree(), id)
                .filter(ChildReport.class::isInstance)
                .map(ChildReport.class::cast)
                .orElse(null);
    }
}
