package io.armstrong.gogo.view;

import org.jspecify.annotations.Nullable;

/** The reply to a call. It is JSON in both forms; for people a large one is indented. */
public record ReplyView(@Nullable Object reply) implements View {
    @Override
    @SuppressWarnings("NullAway") // null is a reply, and JSON has a word for it
    public Object json() {
        return Plain.of(reply);
    }

    @Override
    public String text(Screen screen) {
        String line = Json.line(Plain.of(reply));
        return (line.length() <= Screen.WIDTH ? line : Json.indented(Plain.of(reply))) + "\n";
    }
}
