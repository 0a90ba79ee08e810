package io.armstrong.process;

import org.jspecify.annotations.Nullable;

/** Where in a value we are: {@code state.a[3].b}. Written out only when something is wrong there. */
final class Place {
    /** Deeper is refused: nobody reads it, and a circle would have no end. */
    static final int MAX_DEPTH = 128;

    private final @Nullable Place parent;
    private final String step;
    private final int depth;

    private Place(@Nullable Place parent, String step, int depth) {
        this.parent = parent;
        this.step = step;
        this.depth = depth;
        if (depth > MAX_DEPTH)
            throw new NotPlainData(this, "is nested deeper than " + MAX_DEPTH + " levels, or in a circle");
    }

    static Place root(String name) {
        return new Place(null, name, 0);
    }

    Place at(String name) {
        return new Place(this, "." + name, depth + 1);
    }

    Place at(int index) {
        return new Place(this, "[" + index + "]", depth + 1);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(step);
        for (Place place = parent; place != null; place = place.parent) text.insert(0, place.step);
        return text.length() <= 200 ? text.toString() : text.substring(0, 200) + "...";
    }
}
