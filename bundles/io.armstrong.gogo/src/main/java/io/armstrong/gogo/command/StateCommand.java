package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.StateView;
import io.armstrong.gogo.view.View;
import java.time.Duration;

final class StateCommand implements Command {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    /** The deadline of the request answers first; this is for a supervisor that does not. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    @Override
    public Usage usage() {
        return Usage.of("state", "The state of a child as data, taken between two messages", "sup:state counter")
                .takes(Positional.one("ID", Kind.CHILD, "a child that is up"))
                .with(Option.of("timeout", "MS", "how long to wait for it, default 5000"));
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        Duration deadline = call.timeout(DEADLINE);
        return new StateView(
                call.await(call.supervision().state(id, deadline), deadline.plus(GRACE), "state of " + id));
    }
}
