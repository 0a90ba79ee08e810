package io.armstrong.health.heap;

import java.util.ArrayList;
import java.util.List;

/**
 * What a dump says of a class.
 *
 * @param superId 0 for none
 * @param fields its own, in the order in which instances hold them
 * @param held what the class itself holds: its loader, its superclass, its statics
 */
record DumpedClass(long id, long superId, List<Field> fields, List<Held> held) {
    DumpedClass {
        fields = List.copyOf(fields);
        held = List.copyOf(held);
    }

    /** @param name id of its name in the dump; @param size in bytes; @param object whether it refers to an object */
    record Field(long name, int size, boolean object) {}

    /** @param name id of the static's name in the dump, or one of the two below */
    record Held(long name, long object) {}

    static final long LOADER = -1;
    static final long SUPER = -2;

    /** A field of an instance and where it lies in it. */
    record Placed(Field field, int offset) {}

    /** The fields of an instance in the order of the dump: those of the class itself first, then its superclass's. */
    static List<Placed> layout(List<DumpedClass> upwards) {
        List<Placed> placed = new ArrayList<>();
        int offset = 0;
        for (DumpedClass each : upwards)
            for (Field field : each.fields()) {
                placed.add(new Placed(field, offset));
                offset += field.size();
            }
        return placed;
    }
}
