package io.armstrong.journal;

/** Foreign text made safe for a terminal and a log file (design D12). */
final class Printable {
    private Printable() {}

    /** One line: line breaks and tabs are blanks; escapes, other control and invisible formatting characters are gone. */
    static String line(String text) {
        return text.codePoints().allMatch(Printable::plain)
                ? text
                : text.codePoints()
                        .map(c -> blank(c) ? ' ' : c)
                        .filter(Printable::plain)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean blank(int c) {
        return c == '\n' || c == '\r' || c == '\t' || c == '\u2028' || c == '\u2029' || c == '\u0085';
    }

    /** FORMAT holds what turns the direction of text; SURROGATE is half a character. */
    private static boolean plain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
