package io.armstrong.gogo.view;

/**
 * Something was sent to a child and nobody waited.
 *
 * @param done {@code told}, {@code crashed}
 * @param what the words or the reason
 */
public record ToldView(String id, String done, String what) implements View {
    @Override
    public Object json() {
        return Json.top("id", id, "done", done, "what", what);
    }

    @Override
    public String text(Screen screen) {
        return new Lines(screen)
                .add(id + " " + done + ": " + Foreign.line(what))
                .toString();
    }
}
