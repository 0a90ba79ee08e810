package io.armstrong.process;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Scalars of data fitted to a declared type: a JSON reader gives Integer, Long or Double as it likes; nothing is rounded or cut. */
final class Scalars {
    private Scalars() {}

    static Object fit(Class<?> type, Object data, Place place) {
        if (type.isInstance(data) && !(data instanceof Record)) return data;
        try {
            Object fitted = data instanceof Number number ? number(type, exact(number)) : null;
            if (fitted == null && data instanceof String text) fitted = text(type, text);
            if (fitted == null && data instanceof Boolean && type == boolean.class) fitted = data;
            if (fitted != null) return fitted;
        } catch (ArithmeticException | IllegalArgumentException | DateTimeException e) {
            throw new NotPlainData(place, "is " + data + ", which is no " + name(type), e);
        }
        throw new NotPlainData(
                place, "is " + data + " (" + data.getClass().getSimpleName() + "), must be " + name(type));
    }

    /** The key of a map: any scalar as text. */
    static Object key(Class<?> type, String text, Place place) {
        if (type == Object.class || type == String.class) return text;
        if (type != Boolean.class && Number.class.isAssignableFrom(type)) {
            try {
                return fit(type, new BigDecimal(text), place);
            } catch (NumberFormatException e) {
                throw new NotPlainData(place, "is the key '" + text + "', must be " + name(type), e);
            }
        }
        return type == Boolean.class ? (Object) Boolean.valueOf(text) : fit(type, text, place);
    }

    private static BigDecimal exact(Number number) {
        if (number instanceof BigDecimal b) return b;
        if (number instanceof BigInteger b) return new BigDecimal(b);
        if (number instanceof Double || number instanceof Float) return new BigDecimal(number.toString());
        return BigDecimal.valueOf(number.longValue());
    }

    private static @Nullable Object number(Class<?> type, BigDecimal value) {
        if (type == long.class || type == Long.class) return value.longValueExact();
        if (type == int.class || type == Integer.class) return value.intValueExact();
        if (type == double.class || type == Double.class) return value.doubleValue();
        if (type == short.class || type == Short.class) return value.shortValueExact();
        if (type == byte.class || type == Byte.class) return value.byteValueExact();
        if (type == float.class || type == Float.class) return value.floatValue();
        if (type == BigInteger.class) return value.toBigIntegerExact();
        return type == BigDecimal.class || type == Number.class ? value : null;
    }

    private static @Nullable Object text(Class<?> type, String text) {
        if (type.isEnum()) return constant(type, text);
        if (type == Duration.class) return Duration.parse(text);
        if (type == Instant.class) return Instant.parse(text);
        if (type == UUID.class) return UUID.fromString(text);
        if (type == byte[].class) return Base64.getDecoder().decode(text);
        if (type == double.class || type == Double.class) return Double.valueOf(text); // NaN and the infinities
        if (type == float.class || type == Float.class) return Float.valueOf(text);
        boolean character = type == char.class || type == Character.class;
        return character && text.length() == 1 ? (Object) text.charAt(0) : null;
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants())
            if (((Enum<?>) constant).name().equals(name)) return constant;
        throw new IllegalArgumentException("one of " + Arrays.toString(type.getEnumConstants()));
    }

    private static String name(Class<?> type) {
        return type.isEnum() ? "one of " + Arrays.toString(type.getEnumConstants()) : type.getName();
    }
}
