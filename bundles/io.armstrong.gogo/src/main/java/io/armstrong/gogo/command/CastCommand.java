package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.ToldView;
import io.armstrong.gogo.view.View;

final class CastCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of("cast", "Sends a message and waits for nothing", "sup:cast counter add 5")
                .takes(
                        Positional.one("ID", Kind.CHILD, "a child"),
                        Positional.rest("WORD", true, "the message, as the child reads it"));
    }

    @Override
    public View run(Call call) {
        call.supervision().castWords(call.args().word(0), call.args().from(1));
        return new ToldView(
                call.args().word(0), "told", String.join(" ", call.args().from(1)));
    }
}
