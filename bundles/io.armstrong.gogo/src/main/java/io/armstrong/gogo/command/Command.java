package io.armstrong.gogo.command;

import io.armstrong.gogo.view.View;

/** One command of scope {@code sup}: what it takes, and what it finds. It prints nothing itself. */
public interface Command {
    /** Its name, words and options, and the text of {@code --help}. */
    Usage usage();

    /**
     * Does it.
     *
     * @throws io.armstrong.api.SupervisionException what was tried, on whom, what was found, what to do next
     */
    View run(Call call) throws Exception;
}
