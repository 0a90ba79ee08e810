package io.armstrong.supervisor.bundle;

import java.util.Map;

/**
 * What a version of a worker says of itself; it may change with an upgrade, so it is read from the bundle each time.
 *
 * @param schema number of its state's shape, from 1; 0 for a plain bundle
 * @param durable whether it checkpoints
 * @param exclusive whether it owns something of which there can be only one
 * @param blocking whether its handlers block
 * @param inline whether an idle one handles a call, and a dynamic one starts, on the thread of whoever asks for it
 * @param upgradesFrom the schema its own {@code upgradeState} reads; 0: none
 * @param poison incarnations that a message must have crashed to be handled no more
 */
public record Traits(
        int schema,
        boolean durable,
        boolean exclusive,
        boolean blocking,
        boolean inline,
        int upgradesFrom,
        int poison) {
    private static final int POISON = 3;

    /** A bundle without a worker. */
    public static final Traits PLAIN = new Traits(0, false, false, false, false, 0, POISON);

    /** From the attributes of a declaration; what is missing or unreadable has the default of {@code @Supervised}. */
    public static Traits of(Map<String, ?> attributes) {
        return new Traits(
                number(attributes, "schema", 1),
                flag(attributes, "durable"),
                flag(attributes, "exclusive"),
                flag(attributes, "blocking"),
                flag(attributes, "inline"),
                number(attributes, "upgradesFrom", 0),
                Math.max(1, number(attributes, "poison", POISON)));
    }

    private static int number(Map<String, ?> attributes, String name, int otherwise) {
        Object value = attributes.get(name);
        if (value instanceof Number number) return number.intValue();
        if (value == null || !value.toString().strip().matches("\\d{1,9}")) return otherwise;
        return Integer.parseInt(value.toString().strip());
    }

    private static boolean flag(Map<String, ?> attributes, String name) {
        return Boolean.parseBoolean(String.valueOf(attributes.get(name)));
    }
}
