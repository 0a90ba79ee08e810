package io.armstrong.process;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Currency;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** The classes of the JDK whose instances never change and refer to nothing that does. */
final class Immutables {
    private static final Set<Class<?>> SINGLE = Set.of(
            String.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            URI.class,
            Locale.class,
            Currency.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class);

    private Immutables() {}

    /** The class itself: a subclass may add what changes. */
    static boolean is(Class<?> type) {
        return isBoxed(type) || SINGLE.contains(type) || isTime(type);
    }

    static boolean isBoxed(Class<?> type) {
        return type == Long.class
                || type == Integer.class
                || type == Boolean.class
                || type == Double.class
                || type == Float.class
                || type == Short.class
                || type == Byte.class
                || type == Character.class;
    }

    private static boolean isTime(Class<?> type) {
        return type.getClassLoader() == null
                && type.getName().startsWith("java.time.")
                && (TemporalAccessor.class.isAssignableFrom(type)
                        || TemporalAmount.class.isAssignableFrom(type)
                        || ZoneId.class.isAssignableFrom(type));
    }
}
