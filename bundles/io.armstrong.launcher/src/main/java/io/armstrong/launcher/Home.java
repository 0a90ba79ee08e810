package io.armstrong.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The folder that holds everything durable, claimed by this process until it ends.
 *
 * <p>{@code cache} is the framework's and is emptied at each boot: nothing in it is trusted after a crash. {@code
 * deposit} holds jars to install. The rest belongs to the bundles that write it.
 */
record Home(Path folder, FileChannel lockFile, FileLock lock) {
    Path cache() {
        return folder.resolve("cache");
    }

    Path deposit() {
        return folder.resolve("deposit");
    }

    /** @throws LaunchFailed USAGE if it cannot be a folder of ours; REFUSED if another process has it, with its pid */
    static Home claim(Path folder) throws LaunchFailed {
        try {
            Files.createDirectories(folder.resolve("deposit"));
            return claimed(folder, folder.resolve("lock"));
        } catch (IOException e) {
            throw new LaunchFailed(ExitCode.USAGE, "--home " + folder + ": cannot be used (" + e + ")", e);
        }
    }

    private static Home claimed(Path folder, Path file) throws IOException, LaunchFailed {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel);
        if (lock == null) {
            String owner = Files.readString(file, StandardCharsets.UTF_8).strip();
            channel.close();
            throw new LaunchFailed(
                    ExitCode.REFUSED, "--home " + folder + ": process " + owner + " runs there; stop it first");
        }
        channel.truncate(0);
        channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
        return new Home(folder, channel, lock);
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // this very process has it: the same answer as for another one
        }
    }
}
