package io.armstrong.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The only door to files: what the store may ask of a disk, so that a test can refuse, cut short or lose any of it.
 *
 * <p>Nothing is durable before it was forced: a file's bytes by {@link Output#force}, its name by {@link #forceFolder}.
 * Any call may fail with an IOException; {@link DiskFull} says that it was space that was missing.
 */
interface Disk {
    /** Makes a folder and its parents where they are not there, and forces its name. */
    void makeFolder(Path folder) throws IOException;

    /** Names of the files in a folder, sorted. */
    List<String> list(Path folder) throws IOException;

    /** The bytes of a file from an offset on. */
    InputStream read(Path file, long offset) throws IOException;

    /** Length of a file in bytes; negative when there is none. */
    long size(Path file) throws IOException;

    /** Makes an empty file; one of that name is emptied. */
    Output create(Path file) throws IOException;

    /** Opens an existing file to write at its end. */
    Output append(Path file) throws IOException;

    /** Gives a file another name in the same folder, replacing what has it: at once or not at all. */
    void rename(Path from, Path to) throws IOException;

    /** Removes a file; nothing when there is none. */
    void delete(Path file) throws IOException;

    /** Forces the names in a folder. */
    void forceFolder(Path folder) throws IOException;

    /** Takes the lock of a folder, a file of that name in it, until it is closed. @throws Locked with the pid of the process that has it */
    Closeable lock(Path folder, String name) throws IOException;

    /** An open file, written at its end. Closing it forces nothing. */
    interface Output extends Closeable {
        /** Writes all remaining bytes, or throws with any part of them written. */
        void write(ByteBuffer bytes) throws IOException;

        /** Cuts the file to that length; the next write goes there. */
        void cut(long length) throws IOException;

        /** Returns when all bytes written so far are on the disk. */
        void force() throws IOException;
    }

    /** There was no room. */
    final class DiskFull extends IOException {
        private static final long serialVersionUID = 1L;

        DiskFull(String message) {
            super(message);
        }
    }

    /** Somebody else has the lock. */
    final class Locked extends IOException {
        private static final long serialVersionUID = 1L;

        Locked(String message) {
            super(message);
        }
    }
}
