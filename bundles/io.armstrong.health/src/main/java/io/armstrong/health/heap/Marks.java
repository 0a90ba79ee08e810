package io.armstrong.health.heap;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Finds the objects that marks refer to; see {@link Mark}. */
final class Marks implements DumpVisitor {
    private final DumpIndex index;
    private final Map<Long, Long> targets = new HashMap<>();

    Marks(DumpIndex index) {
        this.index = index;
    }

    @Override
    public void instance(long id, long classId, DumpInput in, int length) throws IOException {
        if (index.nameOf(classId) != index.name(Mark.NAME)) return;
        in.need(length);
        long number = 0;
        long target = 0;
        for (DumpedClass.Placed placed : index.layout(classId)) {
            if (placed.field().name() == index.name("number")) number = in.longAhead(placed.offset());
            if (placed.field().name() == index.name("referent")) target = in.longAhead(placed.offset());
        }
        if (target != 0) targets.put(number, target);
    }

    /** Object ids by the numbers of their marks. */
    Map<Long, Long> targets() {
        return targets;
    }
}
