package io.armstrong.conformance;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** JSON objects as maps, with typed looks into them. */
final class Json {
    private static final JSON PLAIN = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    static Map<String, Object> read(String line) throws IOException {
        return PLAIN.mapFrom(line);
    }

    static String write(Object value) {
        try {
            return PLAIN.asString(value);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    static String text(Map<String, ?> map, String key) {
        return Objects.toString(need(map, key));
    }

    static Object need(Map<String, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) throw new IllegalArgumentException("no " + key + " in " + map);
        return value;
    }

    static @Nullable String textOrNull(Map<String, ?> map, String key) {
        Object value = map.get(key);
        return value == null ? null : value.toString();
    }

    static long number(Map<String, ?> map, String key) {
        if (need(map, key) instanceof Number number) return number.longValue();
        throw new IllegalArgumentException(key + " is no number in " + map);
    }

    /** The map under that key; empty when there is none. */
    static Map<String, Object> map(Map<String, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> inner ? copy(inner) : new LinkedHashMap<>();
    }

    /** The list of maps under that key; what is no map in it stands as {@code {raw: it}}. */
    static List<Map<String, Object>> maps(Map<String, ?> map, String key) {
        List<Map<String, Object>> maps = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) for (Object item : list) maps.add(asMap(item));
        return maps;
    }

    static List<String> texts(Map<String, ?> map, String key) {
        List<String> texts = new ArrayList<>();
        if (map.get(key) instanceof List<?> list) for (Object item : list) texts.add(Objects.toString(item));
        return texts;
    }

    private static Map<String, Object> asMap(Object item) {
        if (item instanceof Map<?, ?> inner) return copy(inner);
        Map<String, Object> raw = new LinkedHashMap<>();
        raw.put("raw", item);
        return raw;
    }

    private static Map<String, Object> copy(Map<?, ?> inner) {
        Map<String, Object> copy = new LinkedHashMap<>();
        inner.forEach((key, value) -> copy.put(Objects.toString(key), value));
        return copy;
    }
}
