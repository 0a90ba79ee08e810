package io.armstrong.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plain data as one line of ASCII JSON and back: maps with text keys, lists, text, numbers, booleans, null; bytes become
 * Base64 text. Anything else is refused with its path, because it could not be read back without a class.
 */
final class Json {
    /** Deeper data is refused: a reader would refuse it too. */
    private static final int MAX_DEPTH = 500;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();
    private static final JSON READER = JSON.builder(FACTORY)
            .enable(JSON.Feature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    static byte[] write(Map<String, ?> value) throws IOException {
        ByteArrayBuilder bytes = new ByteArrayBuilder();
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            write(out, value, "", 0);
        }
        return bytes.toByteArray();
    }

    /** Whole numbers come back in the smallest of Integer, Long and BigInteger; others as Double where that is the same text. */
    static Map<String, Object> read(byte[] bytes) throws IOException {
        Map<String, Object> map = READER.mapFrom(bytes);
        map.replaceAll((key, value) -> withDoubles(value));
        return map;
    }

    @SuppressWarnings("unchecked") // the reader makes these itself
    private static @Nullable Object withDoubles(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            ((Map<String, @Nullable Object>) map).replaceAll((key, element) -> withDoubles(element));
        } else if (value instanceof List<?> list) {
            ((List<@Nullable Object>) list).replaceAll(Json::withDoubles);
        } else if (value instanceof BigDecimal exact) {
            double near = exact.doubleValue();
            return Double.isFinite(near) && BigDecimal.valueOf(near).equals(exact) ? near : exact;
        }
        return value;
    }

    private static void write(JsonGenerator out, @Nullable Object value, String path, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw refused(path, "nested deeper than " + MAX_DEPTH);
        }
        if (value instanceof Map<?, ?> map) {
            writeMap(out, map, path, depth);
        } else if (value instanceof Collection<?> list) {
            out.writeStartArray();
            int index = 0;
            for (Object element : list) {
                write(out, element, path + "[" + index++ + "]", depth + 1);
            }
            out.writeEndArray();
        } else {
            writeScalar(out, value, path);
        }
    }

    private static void writeMap(JsonGenerator out, Map<?, ?> map, String path, int depth) throws IOException {
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String key)) {
                throw refused(path, "a map with a key that is not text");
            }
            out.writeFieldName(key);
            write(out, entry.getValue(), path.isEmpty() ? key : path + "." + key, depth + 1);
        }
        out.writeEndObject();
    }

    private static void writeScalar(JsonGenerator out, @Nullable Object value, String path) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String || value instanceof Character) {
            out.writeString(value.toString());
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            writeFloating(out, (Number) value);
        } else if (value instanceof BigInteger big) {
            out.writeNumber(big);
        } else if (value instanceof BigDecimal big) {
            out.writeNumber(big);
        } else if (value instanceof byte[] bytes) {
            out.writeBinary(bytes);
        } else {
            throw refused(path, "a " + value.getClass().getName());
        }
    }

    private static void writeFloating(JsonGenerator out, Number value) throws IOException {
        if (value instanceof Float single) {
            out.writeNumber(single);
        } else {
            out.writeNumber(value.doubleValue());
        }
    }

    private static IOException refused(String path, String found) {
        return new IOException("ARM-STORE-DATA: cannot write " + path + ": found " + found
                + "; durable state is maps, lists, text, numbers and booleans");
    }
}
