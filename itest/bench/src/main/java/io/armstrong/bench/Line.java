package io.armstrong.bench;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measurement.
 *
 * @param value in {@code unit}
 * @param nanos one latency an operation, in no order; null where none was taken
 */
public record Line(String bench, long n, double value, String unit, long @Nullable [] nanos, String notes) {
    private static final String PEER =
            System.getProperty("bench.peer", "armstrong-" + Runtime.version().feature());

    /** The line that every peer prints. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"peer\":\"%s\",\"bench\":\"%s\",\"n\":%d,\"value\":%.3f,\"unit\":\"%s\",\"p50\":%s,\"p99\":%s,\"p999\":%s,"
                        + "\"notes\":\"%s\",\"run\":%d,\"load\":%.2f}",
                PEER,
                bench,
                n,
                value,
                unit,
                micros(0.5),
                micros(0.99),
                micros(0.999),
                notes,
                Integer.getInteger("bench.run", 1),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** The same for people. */
    String text() {
        String tail = nanos == null ? "" : "  p50 " + micros(0.5) + " us, p99 " + micros(0.99) + " us";
        return String.format(Locale.ROOT, "%-24s %,16.1f %-12s%s  %s", bench, value, unit, tail, notes);
    }

    private String micros(double quantile) {
        if (nanos == null || nanos.length == 0) return "null";
        return String.format(Locale.ROOT, "%.3f", percentile(nanos, quantile) / 1000.0);
    }

    static long percentile(long[] nanos, double quantile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.max(0, Math.ceil(quantile * sorted.length) - 1)];
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(sorted.length - 1) / 2];
    }
}
