package io.armstrong.upgrade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder itself: whoever may write there owns the process, so nobody but its own user may. */
record DropPlace(Path folder) {
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    /** What tells one state of a file from the next. */
    record Stamp(
            Path file,
            long size,
            FileTime changed,
            @Nullable Object key) {}

    String name() {
        return folder.toString();
    }

    /** @throws io.armstrong.api.SupervisionException when somebody else could have put a jar there */
    void trusted() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS))
            throw Refusal.of(folder + " is no folder", "mkdir -m 755 " + folder);
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) return; // no such rights on this file system
        Set<PosixFilePermission> rights = view.readAttributes().permissions();
        if (rights.stream().anyMatch(OF_OTHERS::contains))
            throw Refusal.of(folder + " may be written by others, so nothing is taken from it", "chmod go-w " + folder);
    }

    /** Plain files that end in {@code .jar}, in the order of their names; links and half-copied {@code .part} files are passed over. */
    Map<Path, Stamp> jars() throws IOException {
        Map<Path, Stamp> jars = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".jar")).toList()) {
                BasicFileAttributes now =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (now.isRegularFile())
                    jars.put(file, new Stamp(file, now.size(), now.lastModifiedTime(), now.fileKey()));
            }
        }
        return jars;
    }
}
