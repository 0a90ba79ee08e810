package io.armstrong.health.heap;

import java.util.ArrayList;
import java.util.List;

/**
 * The shortest strong way from a GC root to an object.
 *
 * @param root what kind of root it is, in words
 * @param threadId of the thread whose root it is, or that is the first object; 0 for none
 * @param threadType its class; empty for none
 * @param hops from the root on; the last holds the object itself
 */
public record HeapPath(String root, long threadId, String threadType, List<Hop> hops) {
    public HeapPath {
        hops = List.copyOf(hops);
    }

    /**
     * An object on the way.
     *
     * @param type its class; that class itself where {@code ofClass}
     * @param field what holds the next one: a field, {@code []}, or {@code class} for an instance that its class follows
     * @param ofClass whether it is a class and the field a static, {@code its class loader} or {@code its superclass}
     * @param own whether its class is of the class loader that is looked for
     */
    public record Hop(String type, String field, boolean ofClass, boolean own) {
        /** Whether it is a static of that class. */
        public boolean isStatic() {
            return ofClass && !field.equals(LOADER) && !field.equals(SUPER);
        }

        String text() {
            if (field.equals(CLASS)) return type;
            return field.equals(ELEMENT) ? type : type + "." + field;
        }
    }

    static final String LOADER = "its class loader";
    static final String SUPER = "its superclass";
    static final String CLASS = "class";
    static final String ELEMENT = "[]";

    /** Hops that are shown of each end of a long way. */
    private static final int SHOWN = 6;

    /** The way in one line; a list that it walks along is one hop, and the middle of a long way is left out. */
    public String text() {
        List<String> shown = new ArrayList<>();
        for (Hop hop : hops) {
            boolean again = !shown.isEmpty() && shown.get(shown.size() - 1).equals(hop.text());
            if (!again && !hop.field().equals(LOADER)) shown.add(hop.text());
        }
        if (shown.size() <= 2 * SHOWN) return String.join(" -> ", shown);
        return String.join(" -> ", shown.subList(0, SHOWN)) + " -> ... -> "
                + String.join(" -> ", shown.subList(shown.size() - SHOWN, shown.size()));
    }
}
