package io.armstrong.gogo.view;

/** What a command found: the same value as data and as text. */
public interface View {
    /** Maps, lists and scalars, in the order in which they are written; an object starts with {@code format}. */
    Object json();

    /** Lines for that screen, each ended by a newline; empty when there is nothing to say. */
    String text(Screen screen);

    /** The exit code: 0, or what kind of failure the value reports. */
    default int exit() {
        return 0;
    }
}
