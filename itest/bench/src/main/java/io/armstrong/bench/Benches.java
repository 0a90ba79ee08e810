package io.armstrong.bench;

import io.armstrong.bench.product.ProductBench;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Every bench by name, in the order in which they run. */
final class Benches {
    private static final Map<String, Bench> ALL = new LinkedHashMap<>();
    private static final int[] GROWTH = {10, 1_000, 100_000, 1_000_000};

    static {
        ALL.put("restart", Restart.many());
        ALL.put("restart_1sup", Restart.one());
        ALL.put("restart_storm", Group.storm());
        ALL.put("one_for_all_10", Group.oneForAll());
        ALL.put("call_1c", new Call("call_1c", 1, 1_000_000));
        ALL.put("call_2c", new Call("call_2c", 2, 500_000));
        ALL.put("call_thread_1c", ThreadCall.queued());
        ALL.put("call_inline_1c", ThreadCall.inline());
        ALL.put("cast_1_1", new Cast("cast_1_1", 1, 2_000_000));
        ALL.put("cast_4_1", new Cast("cast_4_1", 4, 500_000));
        ALL.put("pingpong_1000", new Pairs());
        for (String name : ProductBench.NAMES) ALL.put(name, scale -> ProductBench.run(name, scale.divisor()));
        ALL.put("lookup", new Lookup());
        ALL.put("breakers", new Breakers());
        growth();
    }

    /** How the same grows. */
    private static void growth() {
        ALL.put("grow_children", each(GROWTH, Restart::among));
        ALL.put("grow_window", each(new int[] {20_000, 200_000, 1_000_000}, Restart::after));
        ALL.put("grow_spawn", each(GROWTH, Spawn::beside));
        for (String name : ProductBench.GROWTH) ALL.put(name, scale -> ProductBench.run(name, scale.divisor()));
    }

    private static Bench each(int[] sizes, IntFunction<Bench> bench) {
        return scale -> {
            List<Line> lines = new ArrayList<>();
            for (int size : sizes) lines.addAll(bench.apply(size).run(scale));
            return lines;
        };
    }

    private Benches() {}

    static Map<String, Bench> all() {
        return ALL;
    }
}
