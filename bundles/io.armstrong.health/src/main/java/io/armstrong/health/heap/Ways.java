package io.armstrong.health.heap;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the shortest ways from roots to up to 64 objects, from their end: whatever holds one of them, then whatever holds that, one walk
 * through the file a hop. So what is remembered is what leads to them, not the heap.
 */
final class Ways implements DumpVisitor {
    /** Targets that are looked for side by side, one bit each. */
    static final int MOST_TARGETS = 64;
    /** Hops after which a way is given up. */
    private static final int MOST_HOPS = 200;
    /** Objects that may be remembered, of all targets together. */
    private static final int MOST_OBJECTS = 2_000_000;

    private final DumpIndex index;
    private final long[] targets;
    /** Of each target: object, and what it holds next on the way. */
    private final List<LongMap> next = new ArrayList<>();

    private final long[] reached;
    /** Bits of the targets to which the objects found in the last walk lead. */
    private LongMap frontier = new LongMap();

    private LongMap found = new LongMap();
    private int remembered;

    Ways(DumpIndex index, long[] targets) {
        this.index = index;
        this.targets = targets.clone();
        this.reached = new long[targets.length];
        for (int i = 0; i < targets.length; i++) {
            next.add(new LongMap());
            frontier.put(targets[i], frontier.get(targets[i]) | 1L << i);
            next.get(i).put(targets[i], targets[i]);
        }
        arrive(frontier);
    }

    /** Walks until each target was reached from a root, or cannot be. */
    void find(HeapDumpFile file) throws IOException {
        for (int hop = 0; hop < MOST_HOPS && !frontier.isEmpty() && remembered < MOST_OBJECTS; hop++) {
            found = new LongMap();
            file.walk(this);
            arrive(found);
            frontier = unfinished(found);
        }
    }

    private void arrive(LongMap objects) {
        objects.eachKey(object -> {
            if (index.rootKind(object) == 0) return;
            for (int i = 0; i < targets.length; i++)
                if ((objects.get(object) & 1L << i) != 0 && better(object, reached[i])) reached[i] = object;
        });
    }

    /** Of two roots as near, a thread says more than a class, and that more than a local variable. */
    private boolean better(long root, long than) {
        return than == 0 || rank(root) < rank(than);
    }

    private int rank(long root) {
        int kind = index.rootKind(root);
        return kind == Roots.THREAD ? 0 : kind == Roots.STICKY_CLASS ? 1 : 2;
    }

    private LongMap unfinished(LongMap objects) {
        long open = 0;
        for (int i = 0; i < targets.length; i++) if (reached[i] == 0) open |= 1L << i;
        LongMap rest = new LongMap();
        long bits = open;
        objects.eachKey(object -> {
            long still = objects.get(object) & bits;
            if (still != 0) rest.put(object, still);
        });
        return rest;
    }

    /** The way to that target, root first, the target left out; null when no strong one was found. */
    @Nullable
    List<Long> way(int target) {
        if (reached[target] == 0) return null;
        List<Long> way = new ArrayList<>();
        for (long at = reached[target];
                at != targets[target];
                at = next.get(target).get(at)) way.add(at);
        return way;
    }

    private void holds(long holder, long object) {
        long bits = object == 0 ? 0 : frontier.get(object);
        if (bits == 0) return;
        for (int i = 0; i < targets.length; i++) {
            if ((bits & 1L << i) == 0 || next.get(i).get(holder) != 0) continue;
            next.get(i).put(holder, object);
            remembered++;
            found.put(holder, found.get(holder) | 1L << i);
        }
    }

    @Override
    public void dumped(DumpedClass type) {
        for (DumpedClass.Held held : type.held()) holds(type.id(), held.object());
    }

    @Override
    public void instance(long id, long classId, DumpInput in, int length) throws IOException {
        holds(id, classId);
        int[] references = index.references(classId);
        if (references.length == 0) return;
        in.need(length);
        for (int offset : references) holds(id, in.longAhead(offset));
    }

    @Override
    public void array(long id, long classId, DumpInput in, int count) throws IOException {
        holds(id, classId);
        for (int i = 0; i < count; i++) holds(id, in.u8());
    }
}
