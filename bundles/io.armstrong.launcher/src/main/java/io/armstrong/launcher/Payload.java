package io.armstrong.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** The jars nested in ours: {@code bundles/} is the platform, {@code deposit/} the example children. */
record Payload(Path jar) {
    static final String PLATFORM = "bundles/";
    static final String DEPOSIT = "deposit/";

    /** @throws LaunchFailed FAILED if we do not run from a jar */
    static Payload own() throws LaunchFailed {
        try {
            Path jar = Path.of(Payload.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isRegularFile(jar)) return new Payload(jar);
            throw new LaunchFailed(ExitCode.FAILED, "no platform bundles at " + jar + ": run armstrong.jar");
        } catch (URISyntaxException e) {
            throw new LaunchFailed(ExitCode.FAILED, "cannot tell which jar this is", e);
        }
    }

    /** Names of the jars in one of its folders, in alphabetical order. */
    List<String> list(String folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.startsWith(folder) && name.endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /** Reads one nested jar, whole. */
    byte[] read(String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(name);
            if (entry == null) throw new IOException(jar + " holds no " + name);
            try (InputStream in = file.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
    }

    /** Brings the example jars to the deposit: whole or not at all, so that a kill leaves no torn jar. */
    void deposit(Path folder) throws IOException {
        for (String name : list(DEPOSIT)) {
            Path target = folder.resolve(name.substring(DEPOSIT.length()));
            byte[] bytes = read(name);
            if (Files.isRegularFile(target) && Arrays.equals(Files.readAllBytes(target), bytes)) continue;
            Path part = folder.resolve(target.getFileName() + ".part");
            Files.write(part, bytes);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
