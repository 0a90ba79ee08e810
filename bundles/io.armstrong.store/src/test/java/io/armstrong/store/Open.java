package io.armstrong.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens stores whose writer is the caller's own thread, so that a test sees each disk operation at its place. */
final class Open {
    static final List<String> WARNINGS = new ArrayList<>();

    private Open() {}

    static FileStore inline(Disk disk, Path folder) throws IOException {
        return inline(disk, folder, StoreLog.SIZE);
    }

    static FileStore inline(Disk disk, Path folder, long segmentSize) throws IOException {
        return FileStore.open(
                disk, folder, new FileStore.Run(Runnable::run, Runnable::run, WARNINGS::add, segmentSize));
    }
}
