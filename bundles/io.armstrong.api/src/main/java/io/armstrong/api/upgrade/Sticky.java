package io.armstrong.api.upgrade;

/**
 * What keeps a caller on one side of a canary: calls of the same key always go to the same side while the share stands, and a key that
 * is on the new side stays there when the share grows.
 *
 * @param kind where the key comes from
 * @param argument place of the argument that is the key, from 0; only for {@code ARGUMENT}
 */
public record Sticky(Kind kind, int argument) {
    /** Where a key comes from. */
    public enum Kind {
        /** There is none: calls are spread evenly. */
        NONE,
        /** An argument of the method; a method without it goes to the old side. Text, numbers, enums and records are keys that last. */
        ARGUMENT,
        /** The bundle that calls. */
        BUNDLE
    }

    public static final Sticky NONE = new Sticky(Kind.NONE, 0);

    public Sticky {
        if (argument < 0 || argument > 254)
            throw new IllegalArgumentException("argument " + argument + ": must be 0 to 254");
    }

    /** Reads {@code none}, {@code bundle} or {@code argument N}. @throws IllegalArgumentException with the rule */
    public static Sticky parse(String text) {
        String word = text.strip();
        if (word.isEmpty() || word.equals("none")) return NONE;
        if (word.equals("bundle")) return new Sticky(Kind.BUNDLE, 0);
        if (word.matches("argument[ =:]?\\d{1,3}"))
            return new Sticky(Kind.ARGUMENT, Integer.parseInt(word.replaceAll("\\D", "")));
        throw new IllegalArgumentException("sticky '" + word + "': must be none, bundle or argument N, from 0");
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return switch (kind) {
            case NONE -> "none";
            case BUNDLE -> "bundle";
            case ARGUMENT -> "argument " + argument;
        };
    }
}
