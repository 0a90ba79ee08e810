package io.armstrong.gogo.command;

import java.util.List;

/**
 * An option: {@code --name}, {@code --name VALUE} or {@code --name=VALUE}.
 *
 * @param name without the dashes
 * @param value what help calls its value; empty: a flag that takes none
 * @param allowed the only values there are; empty: any
 * @param help one line
 */
public record Option(String name, String value, List<String> allowed, String help) {
    public Option {
        allowed = List.copyOf(allowed);
    }

    static Option flag(String name, String help) {
        return new Option(name, "", List.of(), help);
    }

    static Option of(String name, String value, String help) {
        return new Option(name, value, List.of(), help);
    }

    static Option oneOf(String name, String value, List<String> allowed) {
        return new Option(name, value, allowed, String.join(" | ", allowed));
    }

    public boolean isFlag() {
        return value.isEmpty();
    }

    /** {@code --limit N}. */
    String form() {
        return isFlag() ? "--" + name : "--" + name + " " + value;
    }
}
