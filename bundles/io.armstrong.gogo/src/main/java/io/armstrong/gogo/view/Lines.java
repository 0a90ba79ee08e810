package io.armstrong.gogo.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lines of text under each other; cells of a table are as wide as their widest. */
final class Lines {
    private final Screen screen;
    private final StringBuilder text = new StringBuilder();

    Lines(Screen screen) {
        this.screen = screen;
    }

    /** One line, cut to the screen. */
    Lines add(String line) {
        text.append(screen.fit(line)).append('\n');
        return this;
    }

    /** One line, cut to the screen, the status word at that column painted. */
    Lines painted(String line, int at, String word) {
        text.append(Status.painted(screen, screen.fit(line), at, word)).append('\n');
        return this;
    }

    /** One line that is never cut. */
    Lines whole(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    /** A name and its value, under the other names of the same answer; nothing when the value is empty. */
    Lines field(String name, String value) {
        return value.isEmpty() ? this : whole("  " + pad(name, 12) + " " + value);
    }

    /** A table with a head; the last column is not padded. */
    Lines table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>();
        all.add(head);
        all.addAll(rows);
        List<Integer> widths = widths(all);
        for (List<String> row : all) add(row(row, widths));
        return this;
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(rows.get(0).size(), 0));
        for (List<String> row : rows)
            for (int i = 0; i < row.size(); i++)
                widths.set(i, Math.max(widths.get(i), row.get(i).length()));
        return widths;
    }

    private static String row(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++)
            line.append(pad(cells.get(i), widths.get(i))).append("  ");
        return line.toString();
    }

    /** The text with spaces after it up to that width. */
    static String pad(String cell, int width) {
        return cell + " ".repeat(Math.max(0, width - cell.length()));
    }

    /** The text with spaces before it up to that width. */
    static String right(String cell, int width) {
        return " ".repeat(Math.max(0, width - cell.length())) + cell;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
