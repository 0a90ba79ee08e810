package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.tiny.TinyBundle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Fault row 54: many bundles crash at once. */
class CrowdTest extends Gallery {
    @Test
    void row54CrashesOfManyAtOnceAreRepairedInTenSecondsWithoutAThreadEach() throws Exception {
        int children = PROOF ? 1_000 : 60;
        supervisor("row54", "one_for_one", 100_000);
        List<String> ids =
                IntStream.range(0, children).mapToObj(i -> "row54-" + i).toList();
        List<Bundle> bundles = new ArrayList<>();
        for (String id : ids) {
            mine(id);
            bundles.add(install(TinyBundle.named(id).header("Armstrong-Child", id + ";supervisor=row54"), id));
        }
        ids.forEach(this::up);
        int threads = Thread.activeCount();
        for (Bundle bundle : bundles) bundle.stop(); // crash() waits for each to be noticed
        await().atMost(PROOF ? Duration.ofSeconds(10) : LONG).until(() -> supervision.tree().children().stream()
                .filter(child -> ids.contains(child.id()))
                .allMatch(CrowdTest::isBack));
        assertThat(Thread.activeCount() - threads)
                .as("a bounded pool, not a thread for each")
                .isLessThan(64);
    }

    private static boolean isBack(ChildReport child) {
        return child.status() == ChildStatus.UP && child.incarnation() == 2;
    }
}
