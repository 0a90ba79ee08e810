package io.armstrong.core.upgrade;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * State as data, copied so deep that nobody shares a part of it: maps with string keys, lists, strings, numbers of the
 * JDK, booleans, null (design D11).
 */
public final class PlainState {
    /** How deep maps and lists may stand in each other: a cycle ends here too. */
    public static final int MAX_DEPTH = 100;

    private static final Set<Class<?>> NUMBERS = Set.of(
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            Short.class,
            Byte.class,
            BigInteger.class,
            BigDecimal.class);

    private final long max;
    private long used;

    private PlainState(long max) {
        this.max = max;
    }

    /**
     * A copy that shares nothing that could change, itself unmodifiable.
     *
     * @param name of the whole, for messages
     * @param max largest size, in characters of text with 8 for each other value
     * @throws IllegalArgumentException with the path of what is no data: {@code counter.a[3].b: x.Y is no plain data}
     */
    public static Map<String, Object> copy(String name, Map<?, ?> state, long max) {
        return new PlainState(max).map(name, state, 0, false);
    }

    /** How large it is, in the measure of {@link #copy}. @throws IllegalArgumentException as there */
    public static long size(String name, Map<?, ?> state) {
        PlainState measure = new PlainState(Long.MAX_VALUE);
        measure.map(name, state, 0, false);
        return measure.used;
    }

    /** The same, but the copy may be changed: a migration may work on it. */
    public static Map<String, Object> workingCopy(String name, Map<?, ?> state, long max) {
        return new PlainState(max).map(name, state, 0, true);
    }

    @SuppressWarnings("NullAway") // null is a value of state data; the api's Map<String, Object> does not say so
    private Map<String, Object> map(String path, Map<?, ?> map, int depth, boolean open) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name))
                throw new IllegalArgumentException(path + ": key " + key + " is no string");
            count(name.length(), path);
            copy.put(name, value(path + "." + name, value, depth + 1, open));
        });
        return open ? copy : Collections.unmodifiableMap(copy);
    }

    private @Nullable Object value(String path, @Nullable Object value, int depth, boolean open) {
        if (depth > MAX_DEPTH) throw new IllegalArgumentException(path + ": deeper than " + MAX_DEPTH);
        count(value instanceof String text ? text.length() : Long.BYTES, path);
        if (value == null || value instanceof String || value instanceof Boolean || number(value)) return value;
        if (value instanceof Map<?, ?> map) return map(path, map, depth, open);
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>(list.size());
            for (Object each : list) copy.add(value(path + "[" + copy.size() + "]", each, depth + 1, open));
            return open ? copy : Collections.unmodifiableList(copy);
        }
        throw new IllegalArgumentException(
                path + ": " + value.getClass().getName() + " is no plain data; use maps, lists, strings, numbers");
    }

    private static boolean number(Object value) {
        return value instanceof Number && NUMBERS.contains(value.getClass());
    }

    private void count(int size, String path) {
        used += size;
        if (used > max) throw new IllegalArgumentException(path + ": the state is larger than " + max);
    }
}
