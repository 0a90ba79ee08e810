package io.armstrong.bench.product;

import io.armstrong.bench.inside.Adder;
import io.armstrong.bench.inside.Inside;
import io.armstrong.bench.inside.Sized;
import io.armstrong.tiny.TinyBundle;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distributed jar in a process of its own, with the counter and our bundle in its deposit. */
final class Product implements AutoCloseable {
    private static final String COUNTER = "deposit/io.armstrong.examples.counter";
    private static final String INSIDE = "io/armstrong/bench/inside/";
    /** Longer than the longest of them takes. */
    private static final long MINUTES = 9;

    private final Path jar;
    private final Path folder = Files.createTempDirectory("armstrong-bench");

    Product() throws IOException {
        jar = distributed();
        Files.createDirectories(deposit());
        Files.createDirectories(jars());
        try (FileSystem inside = FileSystems.newFileSystem(jar);
                Stream<Path> nested = Files.list(inside.getPath("deposit"))) {
            Path counter = nested.filter(file -> file.toString().contains(COUNTER))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar + " holds no counter"));
            Files.copy(counter, deposit().resolve("counter-1.0.0.jar"));
            Files.copy(counter, jars().resolve("counter-1.0.0.jar"));
        }
        Path upgrades = jar.resolveSibling("upgrades");
        Files.copy(upgrades.resolve("counter-2.0.0.jar"), jars().resolve("counter-2.0.0.jar"));
        Files.move(
                bundle("inside", Inside.class, "io.armstrong.child=bench"),
                deposit().resolve("inside.jar"));
        String worker = "io.armstrong.child=adder;worker=\"" + Adder.class.getName() + "$Adding\"";
        Files.move(bundle("adder", Adder.class, worker), deposit().resolve("adder.jar"));
        template("workers", "");
        template("inline", ";inline=true");
        for (int version = 1; version <= 2; version++)
            Files.move(sized(version), jars().resolve("sized-" + version + ".0.0.jar"));
        Files.copy(jars().resolve("sized-1.0.0.jar"), deposit().resolve("sized.jar"));
    }

    /** A supervisor of dynamic adders. */
    private void template(String id, String more) throws IOException {
        String says = "io.armstrong.child=" + id + ";dynamic=true;maxChildren=10000000" + more + ";worker=\""
                + Adder.class.getName() + "$Adding\"";
        Files.move(bundle(id, Adder.class, says), deposit().resolve(id + ".jar"));
    }

    private Path sized(int version) throws IOException {
        String name = Sized.class.getName();
        TinyBundle bundle = ours("sized", Sized.class)
                .version(version + ".0.0")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;tier=peripheral;io.armstrong.child=sized;worker=\"" + name
                                + "$Holding\";schema="
                                + version + ",io.armstrong.migration;io.armstrong.migration=sized;class=\"" + name
                                + "$Up\";down=true;from:Long=1;to:Long=2");
        return bundle.in(folder);
    }

    /** Adds so many bundles, each a child without a worker. */
    void deposit(int bundles) throws IOException {
        for (int i = 0; i < bundles; i++)
            Files.move(
                    TinyBundle.named("io.armstrong.bench.plain" + i)
                            .header(
                                    "Provide-Capability",
                                    "io.armstrong.child;tier=peripheral;io.armstrong.child=plain" + i)
                            .in(folder),
                    deposit().resolve("plain" + i + ".jar"));
    }

    /** Beside us in the built tree, or where {@code -Darmstrong.jar} says. */
    private static Path distributed() throws IOException {
        Path found = Path.of(System.getProperty("armstrong.jar", beside()));
        if (Files.isRegularFile(found)) return found.toRealPath();
        throw new IOException("no " + found + ": build it with mvn verify, or name it with -Darmstrong.jar=FILE");
    }

    private static String beside() throws IOException {
        try {
            Path self = Path.of(Product.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return self.resolve("../../../../distribution/target/armstrong.jar")
                    .normalize()
                    .toString();
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where this jar lies", e);
        }
    }

    private Path deposit() {
        return folder.resolve("home/deposit");
    }

    private Path jars() {
        return folder.resolve("jars");
    }

    /** Our half inside the framework, and what it crashes: children, so that the runtime starts them. */
    private Path bundle(String name, Class<?> activator, String child) throws IOException {
        return ours(name, activator)
                .header("Provide-Capability", "io.armstrong.child;tier=peripheral;" + child)
                .in(folder);
    }

    private static TinyBundle ours(String name, Class<?> activator) throws IOException {
        TinyBundle bundle = TinyBundle.named("io.armstrong.bench." + name)
                .header("Bundle-Activator", activator.getName())
                .header(
                        "Import-Package",
                        "org.osgi.framework,io.armstrong.api;version=\"[1.0,2)\","
                                + "io.armstrong.api.spi;version=\"[1.0,2)\",io.armstrong.api.worker;version=\"[1.0,2)\","
                                + "io.armstrong.api.upgrade;version=\"[1.0,2)\"");
        for (String file : classes()) bundle.entry(file, bytes(file));
        return bundle;
    }

    private static List<String> classes() throws IOException {
        try {
            Path self = Path.of(Product.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(self)) return names(self.resolve(INSIDE));
            try (FileSystem within = FileSystems.newFileSystem(self)) {
                return names(within.getPath(INSIDE));
            }
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where this jar lies", e);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> INSIDE + file.getFileName()).sorted().toList();
        }
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = Product.class.getResourceAsStream("/" + file)) {
            if (in == null) throw new IOException("no " + file);
            return in.readAllBytes();
        }
    }

    /** Boots it, runs those commands and ends it. */
    void run(String config, String command) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("config.json"), config);
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String more : System.getProperty("bench.jvmargs", "").split(" ")) if (!more.isEmpty()) words.add(more);
        words.add("-Darmstrong.warmup=" + System.getProperty("armstrong.warmup", "on"));
        words.addAll(List.of("-Xms1g", "-Xmx6g", "-Dbench.jars=" + jars(), "-jar", jar.toString()));
        words.addAll(List.of("--home", folder.resolve("home").toString(), "--config", file.toString()));
        words.addAll(List.of("--exec", command));
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) process.destroyForcibly();
        if (!ended || process.exitValue() != 0)
            throw new IllegalStateException(command + " failed: " + Files.readString(out));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
