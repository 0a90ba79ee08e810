package io.armstrong.health.heap;

import io.armstrong.health.heap.HeapPath.Hop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts ways through a dump into words: one walk for what the objects on them are, one for names. */
final class Described implements DumpVisitor {
    private static final String THREAD = "java/lang/Thread";

    /** What an object on a way is. @param classId its class, or itself where it is one; @param field name id, or below 0 */
    private record Link(long classId, long field, boolean ofClass) {}

    private static final long CLASS = -3;
    private static final long ELEMENT = -4;

    private final DumpIndex index;
    private final long target;
    private final List<Long> way;
    private final Map<Long, Long> nextOf = new HashMap<>();
    private final Map<Long, Link> links = new HashMap<>();
    private final Map<Long, Long> threadIds = new HashMap<>();
    private final Map<Long, Long> threadTypes = new HashMap<>();
    private final Map<Long, String> names = new HashMap<>();
    private final Set<Long> wanted = new HashSet<>();

    Described(DumpIndex index, List<Long> way, long target) {
        this.index = index;
        this.way = way;
        this.target = target;
        for (int i = 0; i < way.size(); i++) nextOf.put(way.get(i), i + 1 < way.size() ? way.get(i + 1) : target);
    }

    HeapPath path(HeapDumpFile file) throws IOException {
        file.walk(this);
        links.values().forEach(link -> {
            wanted.add(index.nameOf(link.classId()));
            wanted.add(link.field());
        });
        long root = way.isEmpty() ? target : way.get(0);
        long thread = index.rootKind(root) == Roots.THREAD ? root : index.threadOf(root);
        long threadType = index.nameOf(threadTypes.getOrDefault(thread, 0L));
        wanted.add(threadType);
        file.walk(new DumpVisitor() {
            @Override
            public void text(long id, DumpInput in, int length) throws IOException {
                if (wanted.contains(id)) names.put(id, new String(in.bytes(length), StandardCharsets.UTF_8));
            }
        });
        List<Hop> hops = new ArrayList<>();
        for (long object : way) hops.add(hop(links.getOrDefault(object, new Link(0, ELEMENT, false))));
        return new HeapPath(
                Roots.text(index.rootKind(root)),
                threadIds.getOrDefault(thread, 0L),
                names.getOrDefault(threadType, "").replace('/', '.'),
                hops);
    }

    private Hop hop(Link link) {
        String type = names.getOrDefault(index.nameOf(link.classId()), "?").replace('/', '.');
        return new Hop(readable(type), field(link.field()), link.ofClass(), index.loaderOf(link.classId()) == target);
    }

    /** Arrays have the JVM's name. */
    private static String readable(String type) {
        if (!type.startsWith("[")) return type;
        String element = type.replaceFirst("^\\[+L?", "").replace(";", "");
        return element + "[]";
    }

    private String field(long name) {
        if (name == CLASS) return HeapPath.CLASS;
        if (name == ELEMENT) return HeapPath.ELEMENT;
        if (name == DumpedClass.LOADER) return HeapPath.LOADER;
        if (name == DumpedClass.SUPER) return HeapPath.SUPER;
        return names.getOrDefault(name, "?");
    }

    @Override
    public void dumped(DumpedClass type) {
        Long next = nextOf.get(type.id());
        if (next == null) return;
        for (DumpedClass.Held held : type.held())
            if (held.object() == next) links.put(type.id(), new Link(type.id(), held.name(), true));
    }

    @Override
    public void instance(long id, long classId, DumpInput in, int length) throws IOException {
        boolean thread = index.isA(classId, index.name(THREAD));
        Long next = nextOf.get(id);
        if (!thread && next == null) return;
        in.need(length);
        if (thread) threadTypes.put(id, classId);
        for (DumpedClass.Placed placed : index.layout(classId)) {
            if (thread && placed.field().name() == index.name("tid")) threadIds.put(id, in.longAhead(placed.offset()));
            if (next != null && placed.field().object() && in.longAhead(placed.offset()) == next)
                links.putIfAbsent(id, new Link(classId, placed.field().name(), false));
        }
        if (next != null) links.putIfAbsent(id, new Link(classId, CLASS, false));
    }

    @Override
    public void array(long id, long classId, DumpInput in, int count) {
        if (nextOf.containsKey(id)) links.put(id, new Link(classId, ELEMENT, false));
    }

    /** Names that {@link DumpIndex} has to look for. */
    static String[] names() {
        return new String[] {THREAD, "tid", Mark.NAME, "number"};
    }
}
