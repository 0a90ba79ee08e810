package io.armstrong.health;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/** The open files and sockets of this process, as far as JVM and OS show them. They know the process only, and no bundle. */
final class OpenFiles {
    /** When the JVM does not count them. */
    static final long UNKNOWN = -1;

    private static final Path LINUX = Path.of("/proc/self/fd");
    /** Paths of files that are named, those opened last first. */
    private static final int MOST_NAMED = 3;

    /** How many; {@link #UNKNOWN} where the JVM does not say, as on Windows. */
    long count() {
        try {
            ObjectName os = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            Object count = ManagementFactory.getPlatformMBeanServer().getAttribute(os, "OpenFileDescriptorCount");
            return count instanceof Long known ? known : UNKNOWN;
        } catch (JMException notCounted) {
            return UNKNOWN;
        }
    }

    /** By kind, with the youngest files by name: {@code file 12, socket 20; youngest files /a, /b}. Empty where they are not shown. */
    String kinds() {
        Map<String, Integer> counts = new TreeMap<>();
        List<String> files = new ArrayList<>();
        for (Path descriptor : descriptors()) {
            String target = target(descriptor);
            if (target.isEmpty()) continue;
            counts.merge(kind(target), 1, Integer::sum);
            if (telling(target) && files.size() < MOST_NAMED) files.add(target);
        }
        String kinds = counts.entrySet().stream()
                .map(kind -> kind.getKey() + " " + kind.getValue())
                .collect(Collectors.joining(", "));
        return files.isEmpty() ? kinds : kinds + "; youngest files " + String.join(", ", files);
    }

    private static List<Path> descriptors() {
        if (!Files.isDirectory(LINUX)) return List.of();
        try (Stream<Path> open = Files.list(LINUX)) {
            return open.sorted(Comparator.comparingInt(OpenFiles::number).reversed())
                    .toList();
        } catch (IOException notShown) {
            return List.of(); // the process may not look: then kinds are not known, the number still is
        }
    }

    private static int number(Path descriptor) {
        return Integer.parseInt(descriptor.getFileName().toString());
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return ""; // as the one by which we look at them
        }
    }

    /** Whether its name may say whose it is: not code and not devices. */
    private static boolean telling(String target) {
        return target.startsWith("/")
                && !target.startsWith("/dev/")
                && !target.matches(".*(\\.jar|\\.so|/lib/modules)");
    }

    private static String kind(String target) {
        if (target.startsWith("/")) return "file";
        int colon = target.indexOf(':');
        return colon < 0 ? target : target.substring(0, colon); // socket:[1234], pipe:[1], anon_inode:[eventpoll]
    }
}
