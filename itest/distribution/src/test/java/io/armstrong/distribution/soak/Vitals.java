package io.armstrong.distribution.soak;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;

/**
 * What a process uses, after a collection.
 *
 * @param upgrades so far
 * @param millisEach since the sample before
 */
record Vitals(
        long upgrades,
        double millisEach,
        long heapKib,
        long metaspaceKib,
        long classes,
        long threads,
        long openFiles,
        long storeKib,
        long cacheKib) {
    static final String HEAD = String.format(
            "%9s %8s %9s %13s %8s %8s %6s %10s %10s",
            "upgrades",
            "ms each",
            "heap KiB",
            "metaspace KiB",
            "classes",
            "threads",
            "files",
            "store KiB",
            "cache KiB");

    static Vitals of(WatchedJvm jvm, Path home, long upgrades, double millisEach) throws IOException, JMException {
        MBeanServerConnection beans = jvm.beans();
        beans.invoke(new ObjectName("java.lang:type=Memory"), "gc", new Object[0], new String[0]);
        long store = kib(home.resolve("store"));
        return new Vitals(
                upgrades,
                millisEach,
                used(beans, "java.lang:type=Memory", "HeapMemoryUsage"),
                used(beans, "java.lang:type=MemoryPool,name=Metaspace", "Usage"),
                number(beans, "java.lang:type=ClassLoading", "LoadedClassCount"),
                number(beans, "java.lang:type=Threading", "ThreadCount"),
                number(beans, "java.lang:type=OperatingSystem", "OpenFileDescriptorCount"),
                store,
                kib(home) - store);
    }

    private static long used(MBeanServerConnection beans, String bean, String attribute)
            throws IOException, JMException {
        return (Long) ((CompositeData) beans.getAttribute(new ObjectName(bean), attribute)).get("used") >> 10;
    }

    private static long number(MBeanServerConnection beans, String bean, String attribute)
            throws IOException, JMException {
        return ((Number) beans.getAttribute(new ObjectName(bean), attribute)).longValue();
    }

    /** Files come and go meanwhile. */
    private static long kib(Path folder) throws IOException {
        AtomicLong bytes = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                bytes.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof NoSuchFileException) return FileVisitResult.CONTINUE;
                throw e;
            }
        });
        return bytes.get() >> 10;
    }

    /** What grew since that sample by more than it may: nothing that grows with each upgrade fits into these bounds for long. */
    List<String> grownSince(Vitals early) {
        return Stream.of(
                        grown(
                                "heap KiB",
                                early.heapKib,
                                heapKib,
                                (8 << 10) + HEAP_KIB_EACH * (upgrades - early.upgrades)),
                        grown("metaspace KiB", early.metaspaceKib, metaspaceKib, 4 << 10),
                        grown("classes", early.classes, classes, 300),
                        grown("threads", early.threads, threads, 8),
                        grown("open files", early.openFiles, openFiles, 8),
                        grown("store KiB", early.storeKib, storeKib, STORE_KIB),
                        grown("cache KiB", early.cacheKib, cacheKib, 8 << 10))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /**
     * What Felix Log keeps of each bundle that ever had a component, the twin of each upgrade among them: the loggers that SCR asked for in its
     * name, and through them the bundle. Nobody of us holds any, and nothing frees it.
     */
    private static final long HEAP_KIB_EACH = 8;

    /** The log is rewritten past 16 MiB, into a second file beside the first; 64 jars are spared. */
    private static final long STORE_KIB = 34 << 10;

    private static String grown(String what, long early, long late, long by) {
        return late - early <= by ? "" : what + " grew from " + early + " to " + late + ", more than " + by;
    }

    double heapKibEachSince(Vitals early) {
        return (double) (heapKib - early.heapKib) / Math.max(1, upgrades - early.upgrades);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%9d %8.1f %9d %13d %8d %8d %6d %10d %10d",
                upgrades,
                millisEach,
                heapKib,
                metaspaceKib,
                classes,
                threads,
                openFiles,
                storeKib,
                cacheKib);
    }
}
