package io.armstrong.supervisor.child;

import io.armstrong.process.Scene;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a child's last crash, as text.
 *
 * @param messages the last ones, oldest first
 * @param state its beginning and its digest
 */
public record LastCrash(List<String> messages, String state) {
    /** Of a child that did not crash. */
    public static final LastCrash NONE = new LastCrash(List.of(), "");

    public LastCrash {
        messages = List.copyOf(messages);
    }

    static LastCrash of(@Nullable Scene scene) {
        return scene == null
                ? NONE
                : new LastCrash(scene.messages(), scene.state() + " (sha256 " + scene.digest() + ")");
    }
}
