package io.armstrong.health.heap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what keeps marked objects in memory, from a heap dump. */
public final class HeapWalk {
    private HeapWalk() {}

    /**
     * Reads the file some ten to twenty times from front to back.
     *
     * @param marks numbers of the marks of the objects that are asked about, at most 64
     * @return by the number of its mark: the shortest strong way to each of these objects that the dump holds, empty where only soft,
     *     weak or phantom references lead to it
     * @throws IOException when it cannot be read or is no such dump
     */
    public static Map<Long, Optional<HeapPath>> paths(Path dump, Collection<Long> marks) throws IOException {
        HeapDumpFile file = new HeapDumpFile(dump);
        DumpIndex index = new DumpIndex(Described.names());
        file.walk(index);
        Marks found = new Marks(index);
        file.walk(found);
        List<Long> numbers = marks.stream().filter(found.targets()::containsKey).toList();
        long[] targets = numbers.stream().mapToLong(found.targets()::get).toArray();
        Ways ways = new Ways(index, targets);
        ways.find(file);
        Map<Long, Optional<HeapPath>> paths = new HashMap<>();
        for (int i = 0; i < targets.length; i++) {
            List<Long> way = ways.way(i);
            paths.put(
                    numbers.get(i),
                    way == null ? Optional.empty() : Optional.of(new Described(index, way, targets[i]).path(file)));
        }
        return paths;
    }
}
