package io.armstrong.gogo.view;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plain data as JSON, in ASCII so that no charset on the way can spoil it. */
public final class Json {
    /** The number of the JSON forms of all commands; it grows when a field changes its meaning or goes. */
    public static final int FORMAT = 1;

    private static final JSON COMPACT = JSON.builder(new JsonFactoryBuilder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
            .build();
    private static final JSON INDENTED = COMPACT.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

    private Json() {}

    /** One line, for programs. */
    public static String line(@Nullable Object plain) {
        return write(COMPACT, plain);
    }

    /** Indented, for people. */
    public static String indented(@Nullable Object plain) {
        return write(INDENTED, plain);
    }

    /** An object at the top: {@code format}, then the pairs in that order. */
    public static Map<String, Object> top(@Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("format", FORMAT);
        map.putAll(object(pairs));
        return map;
    }

    /** The pairs in that order; values may be null. */
    public static Map<String, Object> object(@Nullable Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) put(map, String.valueOf(pairs[i]), pairs[i + 1]);
        return map;
    }

    @SuppressWarnings("NullAway") // JSON has a null; the map's readers are the two writers below
    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(name, value);
    }

    private static String write(JSON writer, @Nullable Object plain) {
        try {
            return plain == null ? "null" : writer.asString(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + plain.getClass().getSimpleName() + " as JSON", e);
        }
    }
}
