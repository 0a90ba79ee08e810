package io.armstrong.health.leak;

import io.armstrong.health.heap.HeapDump;
import io.armstrong.health.heap.HeapPath;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** When a heap may be dumped: it costs a standstill, so seldom, and not where much would be written. */
final class HeapDumps {
    private static final int RAREST = 64;

    private final long maxBytes;
    private final Duration apart;
    private final Path folder;
    private long last;
    private boolean made;
    /** How much rarer dumps have become, because the last ones blamed nobody. */
    private int rarer = 1;

    HeapDumps(LeakSettings settings) {
        this.maxBytes = settings.walkMaxBytes();
        this.apart = Duration.ofMillis(settings.walkMillis());
        String configured = settings.walkFolder();
        this.folder = Path.of(configured.isEmpty() ? System.getProperty("java.io.tmpdir") : configured);
    }

    /** Whether the next one has to wait until it is time. */
    boolean tooSoon(long now) {
        return made && now - last < rarer * apart.toNanos();
    }

    /** What the last one was good for: one that blames nobody makes the next ones rarer. */
    void blamed(boolean somebody) {
        rarer = somebody ? 1 : Math.min(RAREST, 2 * rarer);
    }

    /**
     * Ways to the marked objects; see {@link HeapDump#paths}.
     *
     * @throws IOException why there are none, in words for people
     */
    Map<Long, Optional<HeapPath>> paths(Collection<Long> marks, long now) throws IOException {
        long used = HeapDump.used();
        if (used > maxBytes)
            throw new IOException("the heap holds " + (used >> 20) + " MiB, and walkMaxBytes allows " + (maxBytes >> 20)
                    + " MiB to be dumped");
        made = true;
        last = now;
        return HeapDump.paths(folder, marks);
    }
}
