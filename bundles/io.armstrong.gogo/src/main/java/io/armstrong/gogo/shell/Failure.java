package io.armstrong.gogo.shell;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.gogo.view.Foreign;
import io.armstrong.gogo.view.Json;
import io.armstrong.gogo.view.Screen;
import io.armstrong.gogo.view.View;

/**
 * Why a command did not do it.
 *
 * @param code what kind of no
 * @param message what was tried, on whom, what was found
 * @param remedy what to do next; may be empty
 */
record Failure(Code code, String message, String remedy) implements View {
    /** What was thrown, in our words; what is not one of ours is a failure with its class and message. */
    static Failure of(Exception thrown) {
        if (thrown instanceof SupervisionException no)
            return new Failure(no.code(), Foreign.line(String.valueOf(no.getMessage())), Foreign.line(no.remedy()));
        if (thrown instanceof InterruptedException)
            return new Failure(Code.FAILED, "interrupted; what was ordered goes on", "sup:status");
        return new Failure(Code.FAILED, Foreign.line(thrown.toString()), "the same line with -v");
    }

    @Override
    public Object json() {
        return Json.top("error", Json.object("code", code.text(), "message", message, "try", remedy));
    }

    @Override
    public String text(Screen screen) {
        return CommandFailed.untold(this) + "\n";
    }

    @Override
    public int exit() {
        return code.exit();
    }
}
