package io.armstrong.bench;

import io.armstrong.bench.product.ProductBench;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every bench by name, in the order in which they run. */
final class Benches {
    private static final Map<String, Bench> ALL = new LinkedHashMap<>();

    static {
        ALL.put("restart", Restart.many());
        ALL.put("restart_1sup", Restart.one());
        ALL.put("restart_storm", Group.storm());
        ALL.put("one_for_all_10", Group.oneForAll());
        ALL.put("spawn_100000", new Spawn(100_000));
        ALL.put("spawn_1000000", new Spawn(1_000_000));
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
    }

    private Benches() {}

    static Map<String, Bench> all() {
        return ALL;
    }
}
