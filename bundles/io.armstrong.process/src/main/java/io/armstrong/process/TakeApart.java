package io.armstrong.process;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values to data. */
final class TakeApart {
    private TakeApart() {}

    /** @param declared what the place says it holds: a record where a sealed interface is declared carries its name */
    static @Nullable Object value(@Nullable Object value, Type declared, Place place) {
        if (value == null || isScalar(value)) return value;
        if (value instanceof Optional<?> o) return value(o.orElse(null), Generics.argument(declared, 0), place);
        if (value instanceof Record r) return record(r, declared, place);
        if (value instanceof Map<?, ?> m) return map(m, Generics.argument(declared, mapArgument(declared)), place);
        if (value instanceof List<?> || value instanceof java.util.Set<?>)
            return list((Collection<?>) value, Generics.argument(declared, 0), place);
        String text = text(value);
        if (text == null) throw new NotPlainData(place, value.getClass().getName() + " is not plain data");
        return text;
    }

    private static boolean isScalar(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Double
                || value instanceof Float
                || value instanceof Short
                || value instanceof Byte
                || value instanceof BigDecimal
                || value instanceof BigInteger;
    }

    /** Values whose data is a text; null for anything else. */
    private static @Nullable String text(Object value) {
        if (value instanceof Enum<?> e) return e.name();
        if (value instanceof byte[] bytes) return Base64.getEncoder().encodeToString(bytes);
        boolean isoText = value instanceof Duration
                || value instanceof Instant
                || value instanceof UUID
                || value instanceof Character;
        return isoText ? value.toString() : null;
    }

    private static int mapArgument(Type declared) {
        return declared instanceof java.lang.reflect.ParameterizedType p && p.getActualTypeArguments().length == 2
                ? 1
                : 0;
    }

    private static Map<String, @Nullable Object> record(Record record, Type declared, Place place) {
        Class<?> type = record.getClass();
        RecordShape shape = RecordShape.of(type);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        Class<?> asked = Generics.raw(declared);
        if (asked != type && asked.isSealed()) data.put(PlainData.TYPE, type.getSimpleName());
        for (int i = 0; i < shape.names().size(); i++) {
            Place here = place.at(shape.names().get(i));
            Type component = Generics.inside(declared, shape.type(i));
            data.put(shape.names().get(i), value(shape.read(record, i, here), component, here));
        }
        return Collections.unmodifiableMap(data);
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> map, Type valueType, Place place) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            String name = key(key, place);
            data.put(name, value(value, valueType, place.at(name)));
        });
        return Collections.unmodifiableMap(data);
    }

    private static String key(@Nullable Object key, Place place) {
        if (key instanceof String s) return s;
        String text = key == null ? null : text(key);
        if (text != null) return text;
        if (key != null && isScalar(key)) return key.toString();
        throw new NotPlainData(
                place,
                "has a key of " + (key == null ? "null" : key.getClass().getName())
                        + "; keys must be texts, numbers or enums");
    }

    private static List<@Nullable Object> list(Collection<?> values, Type elementType, Place place) {
        List<@Nullable Object> data = new ArrayList<>(values.size());
        for (Object value : values) data.add(value(value, elementType, place.at(data.size())));
        return Collections.unmodifiableList(data);
    }
}
