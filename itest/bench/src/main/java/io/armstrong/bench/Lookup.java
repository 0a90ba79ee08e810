package io.armstrong.bench;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Registry;
import io.armstrong.process.Names;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A process found by its name, and the bare map beside it. */
final class Lookup implements Bench {
    @Override
    public List<Line> run(Scale scale) {
        List<Line> lines = new ArrayList<>();
        for (int names : new int[] {1000, 100_000}) lines.addAll(of(scale, scale.of(names)));
        return lines;
    }

    private static List<Line> of(Scale scale, int names) {
        String[] keys = new String[names];
        Map<String, Ref> bare = new ConcurrentHashMap<>();
        try (House house = new House()) {
            Names registry = house.system().names();
            for (int i = 0; i < names; i++) {
                keys[i] = "w" + i;
                WorkerProcess process = new WorkerProcess("w" + i, WorkerSettings.of(house.system()), null);
                registry.register("w" + i, process);
                bare.put("w" + i, process);
            }
            Registry asked = registry;
            return List.of(
                    measure("lookup_name_", scale, keys, name -> asked.whereis(name)
                            .orElse(null)),
                    measure("lookup_chm_", scale, keys, bare::get));
        }
    }

    private static Line measure(String name, Scale scale, String[] keys, Function<String, @Nullable Ref> find) {
        int n = scale.of(5_000_000);
        double[] values = new double[scale.times(5)];
        for (int i = scale.times(2); i > 0; i--) loop(keys, find, n);
        for (int i = 0; i < values.length; i++) {
            long began = System.nanoTime();
            loop(keys, find, n);
            values[i] = (System.nanoTime() - began) / (double) n;
        }
        return new Line(name + keys.length, n, Line.median(values), "ns/lookup", null, "cycling through the names");
    }

    private static void loop(String[] keys, Function<String, @Nullable Ref> find, int n) {
        int at = 0;
        for (int i = 0; i < n; i++) {
            if (find.apply(keys[at]) == null) throw new IllegalStateException(keys[at] + " is not found");
            if (++at == keys.length) at = 0;
        }
    }
}
