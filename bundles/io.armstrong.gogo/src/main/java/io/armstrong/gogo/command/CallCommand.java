package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.ReplyView;
import io.armstrong.gogo.view.View;
import java.time.Duration;

final class CallCommand implements Command {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    /** The call's own deadline answers first; this is for a supervisor that does not. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    @Override
    public Usage usage() {
        return Usage.of("call", "Sends a message and prints the reply as JSON", "sup:call counter add 5")
                .takes(
                        Positional.one("ID", Kind.CHILD, "a child"),
                        Positional.rest("WORD", true, "the message, as the child reads it"))
                .with(Option.of("timeout", "MS", "how long to wait for the reply, default 5000"))
                .note("Words that begin with -- go after a -- of their own.");
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        Duration deadline = call.timeout(DEADLINE);
        var reply = call.supervision().callWords(id, call.args().from(1), deadline);
        return new ReplyView(call.await(reply, deadline.plus(GRACE), "call to " + id));
    }
}
