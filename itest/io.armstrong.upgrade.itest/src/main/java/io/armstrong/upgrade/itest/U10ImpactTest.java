package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.api.upgrade.Upgrades.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.SynchronousBundleListener;

/** Feature U10: the bundles that a plan says will stop are those that stop, on random graphs. 200 with armstrong.proof. */
class U10ImpactTest extends Runtime {
    private static final int GRAPHS = Boolean.getBoolean("armstrong.proof") ? 200 : 20;
    private static final int MOST = 6;

    @Test
    void predictedIsObserved() throws Exception {
        int several = 0;
        for (int seed = 0; seed < GRAPHS; seed++) {
            name();
            Random random = new Random(seed);
            Bundle child = install(node(random, 0, "1.0.0"));
            List<Bundle> others = new ArrayList<>();
            try {
                int count = 1 + random.nextInt(MOST);
                for (int i = 1; i <= count; i++) others.add(other(random, i));
                several += upgraded("seed " + seed) > 1 ? 1 : 0;
                assertThat(child.getVersion()).hasToString("1.1.0");
            } finally {
                for (Bundle other : others) other.uninstall();
                clear();
            }
        }
        assertThat(several)
                .as("graphs in which more than the child's bundle stopped")
                .isGreaterThan(GRAPHS / 5);
        System.out.println("U10: " + GRAPHS + " graphs, " + GRAPHS + " predictions right, " + several
                + " of them with other bundles");
    }

    /** Bundle 0 is the child's; each exports a package and imports some of those before it. */
    private ChildJar node(Random random, int number, String version) {
        ChildJar jar =
                number == 0 ? ChildJar.plain(version, id) : ChildJar.bundle(version, "test." + id + "." + number);
        List<String> imports = new ArrayList<>();
        for (int before = 0; before < number; before++)
            if (random.nextInt(10) < 4) imports.add("\"" + pack(before) + "\"");
        if (!imports.isEmpty())
            jar.header("Import-Package", String.join(",", imports).replace("\"", ""));
        return jar.header("Export-Package", pack(number) + ";version=1.0.0");
    }

    private String pack(int number) {
        return "graph." + id.replaceAll("\\W", "_") + ".p" + number;
    }

    private Bundle other(Random random, int number) throws Exception {
        Path jar = node(random, number, "1.0.0").write(folder.resolve(id + number + ".jar"));
        Bundle bundle = context.installBundle(jar.toUri().toString());
        if (random.nextInt(5) > 0) bundle.start();
        return bundle;
    }

    private int upgraded(String graph) throws Exception {
        Path next = node(new Random(), 0, "1.1.0").write(folder.resolve(id + "-next.jar"));
        PlanReport plan = done(upgrades.plan(id, next, Options.NONE));
        assertThat(plan.reason()).isEmpty();
        Set<String> stopped = new ConcurrentSkipListSet<>();
        SynchronousBundleListener listener = event -> {
            if (event.getType() == BundleEvent.STOPPED)
                stopped.add(event.getBundle().getSymbolicName());
        };
        context.addBundleListener(listener);
        UpgradeReport report = done(upgrades.upgrade(id, next, Options.NONE));
        context.removeBundleListener(listener);
        assertThat(report.outcome()).as(graph + " " + report.reason()).isEqualTo(Outcome.COMMITTED);
        assertThat(stopped).as(graph).containsExactlyInAnyOrderElementsOf(plan.stops());
        assertThat(upgrades.scores(id)).as(graph).hasSize(1).allMatch(Score::right);
        return stopped.size();
    }

    /** Also of the graphs: each is taken away before the next. */
    @Override
    void clear() throws BundleException {
        super.clear();
        forget();
    }
}
