package io.armstrong.core.spec;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Attributes of one spec as somebody wrote them, read one by one; every fault is a {@link BadSpec}. */
final class Attributes {
    private final String place;
    private final Map<String, ?> values;
    private final boolean flags;

    Attributes(String place, Map<String, ?> values, boolean flags) {
        this.place = place;
        this.values = values;
        this.flags = flags;
    }

    /** Refuses the first name that is neither known nor begins with the prefix; says which known one is nearest. */
    void knowOnly(Set<String> known, String prefix) {
        for (String name : values.keySet())
            if (!known.contains(name) && !name.startsWith(prefix))
                throw bad(
                        name,
                        "unknown attribute; did you mean " + NearestName.of(name, known)
                                + "? Attributes of the worker itself begin with " + prefix,
                        "{invalid_attribute," + name + "}");
    }

    /** The text of a value; the default when it is missing or blank. */
    String text(String name, String otherwise) {
        Object value = values.get(name);
        return value == null || value.toString().isBlank()
                ? otherwise
                : value.toString().strip();
    }

    /** A constant by its word: case does not matter, nor {@code -} for {@code _}. */
    <E extends Enum<E>> E word(String name, String term, Class<E> type, E otherwise) {
        String text = text(name, "");
        return text.isEmpty() ? otherwise : word(name, term, type, text);
    }

    /** The constant that a word of a value means. */
    <E extends Enum<E>> E word(String name, String term, Class<E> type, String text) {
        for (E constant : type.getEnumConstants())
            if (constant.name().equalsIgnoreCase(text.replace('-', '_'))) return constant;
        String allowed = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw bad(name + "=" + text, "must be one of " + allowed, "{" + term + "," + text + "}");
    }

    /** A whole number not below the least. */
    long number(String name, String term, long least, long otherwise) {
        String text = text(name, "");
        if (text.isEmpty()) return otherwise;
        try {
            long number = Long.parseLong(text);
            if (number >= least) return number;
        } catch (NumberFormatException notANumber) {
            // told below with the number that is too small
        }
        throw bad(name + "=" + text, "must be a whole number, " + least + " or more", "{" + term + "," + text + "}");
    }

    /** A number between the least and the most, a point for its fractions. */
    double decimal(String name, String term, double least, double most, double otherwise) {
        String text = text(name, "");
        if (text.isEmpty()) return otherwise;
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException notANumber) {
            // told below with the number that is out of bounds
        }
        String upTo = most == Double.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
        throw bad(name + "=" + text, "must be a number, " + upTo, "{" + term + "," + text + "}");
    }

    /** Whether it is missing or blank. */
    boolean absent(String name) {
        return text(name, "").isEmpty();
    }

    Duration millis(String name, String term, long least, Duration otherwise) {
        return Duration.ofMillis(number(name, term, least, otherwise.toMillis()));
    }

    boolean flag(String name) {
        return flag(name, "invalid_attribute");
    }

    boolean flag(String name, String term) {
        String text = text(name, "false");
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) return Boolean.parseBoolean(text);
        throw bad(name + "=" + text, "must be true or false", "{" + term + "," + text + "}");
    }

    BadSpec bad(String value, String rule, String term) {
        return new BadSpec(place, value, rule, term, flags);
    }
}
