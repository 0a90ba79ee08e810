package io.armstrong.bench.product;

import io.armstrong.bench.Line;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** Benches on real bundles. */
public final class ProductBench {
    /** In the order in which they run. */
    public static final List<String> NAMES = List.of(
            "spawn_100000",
            "spawn_inline_100000",
            "spawn_list_100000",
            "spawn_1000000",
            "spawn_inline_1000000",
            "spawn_list_1000000",
            "bundle_restart",
            "bundle_restart_ds",
            "hot_upgrade");

    /** How they grow. */
    public static final List<String> GROWTH = List.of("grow_state", "grow_boot");

    /** Restart intensity unlimited in effect, and counted all the same, as the definition wants. */
    private static final String UNLIMITED = """
            {
              "io.armstrong.supervisor~benched": {
                "tier": "normal", "strategy": "one_for_one", "policy": "otp", "intensity": 100000000, "period": 1000
              },
              "io.armstrong.child~counter": {"supervisor": "benched"},
              "io.armstrong.child~adder": {"supervisor": "benched"}
            }
            """;

    private ProductBench() {}

    /** @param divisor 1: as defined; more: that much less */
    public static List<Line> run(String name, int divisor) throws IOException, InterruptedException {
        return name.equals("grow_boot") ? boots(divisor) : lines(name, divisor);
    }

    private static List<Line> lines(String name, int divisor) throws IOException, InterruptedException {
        try (Product product = new Product()) {
            return found(product, name, divisor);
        }
    }

    private static List<Line> found(Product product, String name, int divisor)
            throws IOException, InterruptedException {
        Path found = product.file("found.properties");
        product.run(UNLIMITED, "bench:run " + name + " " + divisor + " " + found);
        return read(found);
    }

    /** The first boot takes everything from the deposit; a later one finds it in the store. */
    private static List<Line> boots(int divisor) throws IOException, InterruptedException {
        List<Line> lines = new ArrayList<>();
        for (int bundles : divisor == 1 ? new int[] {10, 100, 1_000} : new int[] {2})
            try (Product product = new Product()) {
                product.deposit(bundles);
                lines.add(boot(product, "boot_first_", bundles));
                lines.add(boot(product, "boot_again_", bundles));
            }
        return lines;
    }

    private static Line boot(Product product, String name, int bundles) throws IOException, InterruptedException {
        Line up = found(product, "uptime", 1).get(0);
        return new Line(
                name + bundles,
                1,
                up.value(),
                "ms",
                up.nanos(),
                "from the start of the Java machine until every child is up, each in a bundle of its own");
    }

    private static List<Line> read(Path file) throws IOException {
        Properties found = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            found.load(in);
        }
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(found.getProperty("lines")); i++) lines.add(line(found, i + "."));
        return lines;
    }

    private static Line line(Properties found, String prefix) {
        long[] nanos = Arrays.stream(found.getProperty(prefix + "nanos").split(" "))
                .filter(each -> !each.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        return new Line(
                found.getProperty(prefix + "bench"),
                Long.parseLong(found.getProperty(prefix + "n")),
                Double.parseDouble(found.getProperty(prefix + "value")),
                found.getProperty(prefix + "unit"),
                nanos,
                found.getProperty(prefix + "notes"));
    }
}
