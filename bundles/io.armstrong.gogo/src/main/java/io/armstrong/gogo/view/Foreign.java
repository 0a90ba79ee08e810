package io.armstrong.gogo.view;

/** Text that somebody else wrote: reasons, ids, replies. It may not steer the terminal (design D12). */
public final class Foreign {
    private Foreign() {}

    /** One line: escape sequences go; a run of control characters, line ends or marks that turn text round becomes one space. */
    public static String line(String text) {
        return text.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
                .replaceAll("[\\p{Cc}\\p{Cf}\\u2028\\u2029]+", " ")
                .strip();
    }
}
