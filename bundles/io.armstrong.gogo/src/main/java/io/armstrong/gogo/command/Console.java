package io.armstrong.gogo.command;

import io.armstrong.gogo.view.Screen;
import java.io.IOException;
import java.nio.file.Path;

/** The session a command was typed in. */
public interface Console {
    /** What answers are written for. */
    Screen screen();

    /** A path as the session sees it: relative to its directory. */
    Path path(String word);

    /** Whether a person can be asked. */
    boolean interactive();

    /** Asks and reads one line; empty at the end of input. */
    String ask(String question) throws IOException;

    /** Shows one passing line in place of the one before; empty: takes it away. Nothing where nobody looks. */
    void progress(String line);
}
