package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.View;
import io.armstrong.gogo.view.WhyView;

final class WhyCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of(
                        "why",
                        "Why a child is what it is: last exit, decision, rule, what comes next",
                        "sup:why counter")
                .takes(Positional.one("ID", Kind.CHILD, "a child"));
    }

    @Override
    public View run(Call call) {
        return new WhyView(call.supervision().why(call.args().word(0)));
    }
}
