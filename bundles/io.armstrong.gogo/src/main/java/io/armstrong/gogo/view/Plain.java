package io.armstrong.gogo.view;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A reply as maps, lists and scalars: records by component name, whatever else is no data as its own text. */
final class Plain {
    /** Deeper than this a value is written as text: a reply that holds itself must not hang the shell. */
    private static final int MAX_DEPTH = 64;

    private Plain() {}

    static @Nullable Object of(@Nullable Object value) {
        return of(value, MAX_DEPTH);
    }

    private static @Nullable Object of(@Nullable Object value, int depth) {
        if (value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Number
                || value instanceof byte[]) return value;
        if (depth == 0) return value.getClass().getName();
        if (value instanceof Enum<?> constant) return constant.name();
        if (value instanceof Record record) return record(record, depth - 1);
        if (value instanceof Map<?, ?> map) return map(map, depth - 1);
        if (value instanceof Iterable<?> items) return list(items, depth - 1);
        return value instanceof Object[] array ? list(Arrays.asList(array), depth - 1) : value.toString();
    }

    private static Map<String, Object> map(Map<?, ?> map, int depth) {
        List<Object> pairs = new ArrayList<>();
        map.forEach((key, value) -> {
            pairs.add(String.valueOf(key));
            pairs.add(of(value, depth));
        });
        return Json.object(pairs.toArray());
    }

    private static List<Object> list(Iterable<?> items, int depth) {
        List<Object> list = new ArrayList<>();
        for (Object item : items) list.add(of(item, depth));
        return list;
    }

    private static Map<String, Object> record(Record record, int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents())
            fields.put(component.getName(), of(component(record, component), depth));
        return fields;
    }

    private static @Nullable Object component(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "cannot read " + component.getName() + " of "
                            + record.getClass().getName(),
                    e);
        }
    }
}
