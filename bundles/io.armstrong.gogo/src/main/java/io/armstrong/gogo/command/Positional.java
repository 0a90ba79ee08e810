package io.armstrong.gogo.command;

/**
 * A word that a command takes by its place.
 *
 * @param name in capitals, as help shows it
 * @param kind what it names; completion offers those
 * @param required whether the command makes no sense without it
 * @param many whether every further word belongs to it; only the last one may
 * @param help one line
 */
public record Positional(String name, Kind kind, boolean required, boolean many, String help) {
    /** What a word names. */
    public enum Kind {
        CHILD,
        SUPERVISOR,
        MEMBER,
        /** A member, or the word of a probe. */
        HEALTH,
        BREAKER,
        BREAKER_ACTION,
        /** A child, or what is done to its rollout. */
        ROLLOUT,
        COMMAND,
        VERSION,
        FILE,
        TEXT
    }

    static Positional one(String name, Kind kind, String help) {
        return new Positional(name, kind, true, false, help);
    }

    static Positional maybe(String name, Kind kind, String help) {
        return new Positional(name, kind, false, false, help);
    }

    static Positional rest(String name, boolean required, String help) {
        return new Positional(name, Kind.TEXT, required, true, help);
    }

    /** {@code ID}, {@code [ID]}, {@code WORD...}, {@code [WORD...]}. */
    String form() {
        String form = many ? name + "..." : name;
        return required ? form : "[" + form + "]";
    }
}
