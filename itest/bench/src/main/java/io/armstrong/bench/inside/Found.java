package io.armstrong.bench.inside;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * One measurement on its way out of the framework.
 *
 * @param nanos one latency an operation
 */
record Found(String bench, long n, double value, String unit, long[] nanos, String notes) {
    static void write(List<Found> all, Path file) throws IOException {
        Properties out = new Properties();
        out.setProperty("lines", String.valueOf(all.size()));
        for (int i = 0; i < all.size(); i++) all.get(i).put(out, i + ".");
        try (Writer to = Files.newBufferedWriter(file)) {
            out.store(to, null);
        }
    }

    private void put(Properties out, String prefix) {
        out.setProperty(prefix + "bench", bench);
        out.setProperty(prefix + "n", String.valueOf(n));
        out.setProperty(prefix + "value", String.valueOf(value));
        out.setProperty(prefix + "unit", unit);
        out.setProperty(prefix + "notes", notes);
        out.setProperty(
                prefix + "nanos", Arrays.stream(nanos).mapToObj(String::valueOf).collect(Collectors.joining(" ")));
    }
}
