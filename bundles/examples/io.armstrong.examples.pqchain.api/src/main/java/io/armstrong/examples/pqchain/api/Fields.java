package io.armstrong.examples.pqchain.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A map of a checkpoint or migration, read with a word about what is wrong when something is.
 *
 * <p>Numbers may come back from disk as any {@link Number}: read them through {@link #whole}.
 *
 * @param map the data
 * @throws IllegalArgumentException from every method, naming the field, when it is not there or of another kind
 */
public record Fields(Map<?, ?> map) {
    public String text(String name) {
        return as(name, String.class);
    }

    public long whole(String name) {
        return as(name, Number.class).longValue();
    }

    /** Nested data. */
    public Fields fields(String name) {
        return new Fields(as(name, Map.class));
    }

    /** A list of nested data, in order. */
    public <T> List<T> list(String name, Function<Fields, T> reader) {
        List<?> items = as(name, List.class);
        return items.stream()
                .map(item -> reader.apply(new Fields((Map<?, ?>) item)))
                .toList();
    }

    /** A map of nested data, by key, in order. */
    public <T> Map<String, T> each(String name, Function<Fields, T> reader) {
        Fields inner = fields(name);
        return inner.collect(key -> reader.apply(inner.fields(key)));
    }

    /** A map of whole numbers, by key, in order. */
    public Map<String, Long> wholes(String name) {
        Fields inner = fields(name);
        return inner.collect(inner::whole);
    }

    /** A map of texts, by key, in order. */
    public Map<String, String> texts(String name) {
        Fields inner = fields(name);
        return inner.collect(inner::text);
    }

    private <T> Map<String, T> collect(Function<String, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        for (Object key : map.keySet()) values.put((String) key, read.apply((String) key));
        return values;
    }

    private <T> T as(String name, Class<T> kind) {
        Object value = map.get(name);
        if (kind.isInstance(value)) return kind.cast(value);
        throw new IllegalArgumentException(
                "field '" + name + "' is " + value + ": must be a " + kind.getSimpleName() + " in " + map.keySet());
    }
}
