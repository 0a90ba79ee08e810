package io.armstrong.health.heap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to be known of a dump before ways through it can be looked for: its classes and its roots. */
final class DumpIndex implements DumpVisitor {
    private static final String REFERENCE = "java/lang/ref/Reference";
    private static final String REFERENT = "referent";

    /** Names that are looked for, by themselves. */
    private final Map<String, Long> wanted = new HashMap<>();

    private final Set<Integer> lengths = new HashSet<>();
    private final Map<Long, DumpedClass> classes = new HashMap<>();
    private final LongMap classNames = new LongMap();
    /** Kind of the root and serial of its thread, in one number. */
    private final LongMap roots = new LongMap();

    private final Map<Integer, Long> threads = new HashMap<>();
    private final Map<Long, int[]> references = new HashMap<>();

    /** @param names of classes, slashes in them, and of fields, that will be asked for */
    DumpIndex(String... names) {
        for (String name : names) want(name);
        want(REFERENCE);
        want(REFERENT);
    }

    private void want(String name) {
        wanted.put(name, 0L);
        lengths.add(name.getBytes(StandardCharsets.UTF_8).length);
    }

    @Override
    public void text(long id, DumpInput in, int length) throws IOException {
        if (!lengths.contains(length)) return;
        String name = new String(in.bytes(length), StandardCharsets.UTF_8);
        wanted.computeIfPresent(name, (same, before) -> id);
    }

    @Override
    public void className(long classId, long nameId) {
        classNames.put(classId, nameId);
    }

    /** A thread says more than a class, a class more than anything else. */
    @Override
    public void root(int kind, long object, int threadSerial) {
        if (kind == Roots.THREAD) threads.put(threadSerial, object);
        int before = rootKind(object);
        if (before == 0 || kind == Roots.THREAD || (kind == Roots.STICKY_CLASS && before != Roots.THREAD))
            roots.put(object, (long) kind << 32 | threadSerial & 0xffffffffL);
    }

    @Override
    public void dumped(DumpedClass type) {
        classes.put(type.id(), type);
    }

    /** 0 where it is none. */
    int rootKind(long object) {
        return (int) (roots.get(object) >>> 32);
    }

    /** The thread whose root it is; 0 for none. */
    long threadOf(long root) {
        return threads.getOrDefault((int) roots.get(root), 0L);
    }

    /** Id of a name that was asked for at the beginning; 0 when the dump does not have it. */
    long name(String name) {
        return wanted.getOrDefault(name, 0L);
    }

    /** Id of the name of a class. */
    long nameOf(long classId) {
        return classNames.get(classId);
    }

    @Nullable
    DumpedClass type(long classId) {
        return classes.get(classId);
    }

    /** 0 for the boot loader. */
    long loaderOf(long classId) {
        DumpedClass type = classes.get(classId);
        if (type == null) return 0;
        for (DumpedClass.Held held : type.held()) if (held.name() == DumpedClass.LOADER) return held.object();
        return 0;
    }

    /** Whether a class is the one of that name or below it. */
    boolean isA(long classId, long nameId) {
        return nameId != 0 && upwards(classId).stream().anyMatch(each -> nameOf(each.id()) == nameId);
    }

    List<DumpedClass.Placed> layout(long classId) {
        return DumpedClass.layout(upwards(classId));
    }

    private List<DumpedClass> upwards(long classId) {
        List<DumpedClass> upwards = new ArrayList<>();
        for (DumpedClass type = classes.get(classId); type != null; type = classes.get(type.superId()))
            upwards.add(type);
        return upwards;
    }

    /** Where instances of that class hold objects; the referent of a reference of any strength is left out. */
    int[] references(long classId) {
        return references.computeIfAbsent(classId, this::strong);
    }

    private int[] strong(long classId) {
        boolean reference = isA(classId, name(REFERENCE));
        long referent = name(REFERENT);
        return layout(classId).stream()
                .filter(placed -> placed.field().object())
                .filter(placed -> !reference || placed.field().name() != referent)
                .mapToInt(DumpedClass.Placed::offset)
                .toArray();
    }
}
