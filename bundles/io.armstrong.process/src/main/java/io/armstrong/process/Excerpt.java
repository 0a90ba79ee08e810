package io.armstrong.process;

import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The beginning of a value as text, of bounded length and depth; nothing of the value's own code is run but accessors of records. */
final class Excerpt {
    private static final int MOST_DEEP = 16;
    private static final String CUT = "...";

    private final StringBuilder text = new StringBuilder();
    private final int most;

    private Excerpt(int most) {
        this.most = most;
    }

    /** @param most characters; what is longer ends with {@code ...} */
    static String of(@Nullable Object value, int most) {
        Excerpt excerpt = new Excerpt(most);
        excerpt.add(value, 0);
        return excerpt.full() ? excerpt.text.substring(0, most) + CUT : excerpt.text.toString();
    }

    private boolean full() {
        return text.length() > most;
    }

    private void add(@Nullable Object value, int depth) {
        if (full()) return;
        if (value == null) text.append("null");
        else if (value instanceof String s) text.append(s, 0, Math.min(s.length(), most + 1 - text.length()));
        else if (Immutables.is(value.getClass())) text.append(value);
        else if (depth == MOST_DEEP) text.append(CUT);
        else if (value instanceof Enum<?> e) text.append(e.name());
        else if (value instanceof Record record) add(record, depth);
        else if (value instanceof Map<?, ?> map) add(map, depth);
        else if (value instanceof Iterable<?> values) add(values, depth);
        else if (value instanceof Process process) text.append(process.id());
        else text.append(value.getClass().getName());
    }

    private void add(Record record, int depth) {
        RecordShape shape = RecordShape.of(record.getClass());
        text.append(record.getClass().getSimpleName()).append('[');
        for (int i = 0; i < shape.names().size() && !full(); i++) {
            if (i > 0) text.append(", ");
            text.append(shape.names().get(i)).append('=');
            add(read(shape, record, i), depth + 1);
        }
        text.append(']');
    }

    private static @Nullable Object read(RecordShape shape, Record record, int component) {
        try {
            return shape.read(record, component, Place.root("value"));
        } catch (NotPlainData unreadable) {
            return unreadable.getMessage();
        }
    }

    private void add(Map<?, ?> map, int depth) {
        text.append('{');
        String comma = "";
        for (Iterator<? extends Map.Entry<?, ?>> all = map.entrySet().iterator(); all.hasNext() && !full(); ) {
            Map.Entry<?, ?> entry = all.next();
            text.append(comma);
            add(entry.getKey(), depth + 1);
            text.append('=');
            add(entry.getValue(), depth + 1);
            comma = ", ";
        }
        text.append('}');
    }

    private void add(Iterable<?> values, int depth) {
        text.append('[');
        String comma = "";
        for (Iterator<?> all = values.iterator(); all.hasNext() && !full(); ) {
            text.append(comma);
            add(all.next(), depth + 1);
            comma = ", ";
        }
        text.append(']');
    }
}
