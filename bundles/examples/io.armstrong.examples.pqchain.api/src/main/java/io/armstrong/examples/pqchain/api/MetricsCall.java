package io.armstrong.examples.pqchain.api;

import java.util.Map;

/** What {@code metrics} understands. */
public sealed interface MetricsCall {
    /** Adds to a counter; meant to be cast. @param name for example {@code mempool.accepted} */
    record Count(String name, Kind kind, long by) implements MetricsCall {}

    /** Answer: {@link Report}. */
    record GetReport() implements MetricsCall {}

    /** How much of it is taken; what is over the limit is dropped, and counted as dropped. */
    enum Kind {
        /** Without limit. */
        STATUS,
        /** 100 a second. */
        ARTIFACT,
        /** 10 a second. */
        DEBUG
    }

    /** @param dropped by kind */
    record Report(Map<String, Long> counters, Map<String, Long> dropped) {
        public Report {
            counters = Map.copyOf(counters);
            dropped = Map.copyOf(dropped);
        }
    }
}
