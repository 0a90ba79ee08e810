package io.armstrong.gogo.command;

import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.ToldView;
import io.armstrong.gogo.view.View;
import java.util.List;

final class CrashCommand implements Command {
    private static final String DEFAULT_REASON = "crashed by hand";

    @Override
    public Usage usage() {
        return Usage.of("crash", "Makes a child crash, to see what its supervisor does", "sup:crash counter boom")
                .takes(
                        Positional.one("ID", Kind.CHILD, "a child that is up"),
                        Positional.rest("REASON", false, "default: " + DEFAULT_REASON))
                .note("It does not wait for the restart; sup:why ID tells what was decided.");
    }

    @Override
    public View run(Call call) {
        String id = call.args().word(0);
        List<String> words = call.args().from(1);
        String reason = words.isEmpty() ? DEFAULT_REASON : String.join(" ", words);
        call.supervision().crash(id, reason);
        return new ToldView(id, "crashed", reason);
    }
}
