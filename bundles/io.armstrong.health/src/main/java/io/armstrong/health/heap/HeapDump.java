package io.armstrong.health.heap;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Has the JVM write what is reachable of its heap to a file that nobody else may read, and takes the file away again. The JVM
 * stands still while it writes.
 */
public final class HeapDump {
    private static final String HOTSPOT = "com.sun.management:type=HotSpotDiagnostic";

    /** Objects that may be asked about at a time. */
    public static final int MOST = Ways.MOST_TARGETS;

    private HeapDump() {}

    /** Bytes of the heap in use now; a dump is about as large. */
    public static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /**
     * Writes a dump into a folder of its own below that one, reads it and deletes it.
     *
     * @param marks numbers of the marks of the objects that are asked about, at most {@link #MOST}
     * @return see {@link HeapWalk#paths}
     * @throws IOException when this JVM writes none, or the disk is full
     */
    public static Map<Long, Optional<HeapPath>> paths(Path folder, Collection<Long> marks) throws IOException {
        Files.createDirectories(folder);
        Path own = Files.createTempDirectory(folder, "armstrong-heap-");
        Path file = own.resolve("heap.hprof");
        try {
            write(file);
            return HeapWalk.paths(file, marks);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(own);
        }
    }

    private static void write(Path file) throws IOException {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName(HOTSPOT), "dumpHeap", new Object[] {file.toString(), true}, new String[] {
                        String.class.getName(), boolean.class.getName()
                    });
        } catch (JMException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException("the JVM wrote no heap dump: " + cause.getMessage(), cause);
        }
    }
}
