package io.armstrong.gogo.view;

import io.armstrong.api.ChildReport;
import org.jspecify.annotations.Nullable;

/**
 * An order that was carried out, and what the child is now.
 *
 * @param id whom it was for
 * @param done past tense: {@code started}
 * @param child what is known of it now; null when nothing is any more
 */
public record OrderView(String id, String done, @Nullable ChildReport child) implements View {
    @Override
    public Object json() {
        if (child == null) return Json.top("id", id, "done", done);
        var json = Members.whole(child);
        json.put("done", done);
        return json;
    }

    @Override
    public String text(Screen screen) {
        if (child == null) return id + " " + done + "\n";
        String before = id + " " + done + ": ";
        String word = Status.word(child);
        String line = before + word + ", incarnation " + child.incarnation();
        String reason = Foreign.line(child.reason());
        return new Lines(screen)
                .painted(reason.isEmpty() ? line : line + ", " + reason, before.length(), word)
                .toString();
    }
}
