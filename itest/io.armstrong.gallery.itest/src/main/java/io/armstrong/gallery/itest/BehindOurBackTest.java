package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import io.armstrong.api.SupervisorReport;
import io.armstrong.tiny.TinyBundle;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** Fault rows 14, 16, 19 and 26: somebody else's hands on the children's bundles. */
class BehindOurBackTest extends Gallery {
    private int used() {
        return supervision.tree().supervisors().stream()
                .flatMap(tier -> tier.children().stream())
                .filter(member -> member.id().equals(parent))
                .map(member -> ((SupervisorReport) member).used())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void row14ABundleThatSomebodyStopsIsStartedAgain() throws Exception {
        Bundle bundle = bad("row14", "tier=normal");
        up("row14");
        bundle.stop();
        upAfter("row14", 1);
        assertThat(cause(crashed("row14", CrashCause.VANISHED)).cause()).contains("stopped by somebody else");
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(used()).isOne();
    }

    @Test
    void row14ABundleThatSomebodyStartsIsStoppedAgainIfItsChildIsToBeDown() throws Exception {
        Bundle bundle = bad("row14-down", "tier=normal");
        up("row14-down");
        get(supervision.stop("row14-down"));
        bundle.start();
        told("row14-down", "was started by somebody else");
        await().until(() -> bundle.getState() == Bundle.RESOLVED);
        assertThat(status("row14-down")).isEqualTo(ChildStatus.DOWN);
    }

    @Test
    void row16ABundleThatSomebodyUninstallsIsInstalledAgain() throws Exception {
        Bundle bundle = bad("row16", "tier=normal");
        up("row16");
        bundle.uninstall();
        upAfter("row16", 1);
        Bundle again = Objects.requireNonNull(context.getBundle("tiny:row16"));
        assertThat(again.getBundleId()).isNotEqualTo(bundle.getBundleId());
        assertThat(supervision.status("row16").bundle().bundleId()).isEqualTo(again.getBundleId());
        again.uninstall();
    }

    @Test
    void row19ARefreshOverManyChildrenIsPlannedAndCountsNowhere() throws Exception {
        Bundle library =
                install(TinyBundle.named("row19-library").header("Export-Package", "row19.words"), "row19-library");
        List<String> ids = List.of("row19-a", "row19-b", "row19-c");
        for (String id : ids) {
            mine(id);
            install(
                    TinyBundle.named(id)
                            .header("Import-Package", "row19.words")
                            .header("Armstrong-Child", id + ";supervisor=" + parent),
                    id);
            up(id);
        }
        context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(library));
        for (String id : ids) {
            assertThat(upAfter(id, 1).incarnation()).isEqualTo(2);
            told(id, "refreshed by somebody else; restarted, counted nowhere");
        }
        assertThat(used()).isZero();
    }

    @Test
    void row26AStartLevelThatFallsIsNoCrash() throws Exception {
        Bundle bundle = bad("row26", "tier=normal");
        up("row26");
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        int before = level.getStartLevel();
        level.setStartLevel(1_000);
        assertThat(in("row26", ChildStatus.WAITING).reason()).contains("start level 1000");
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        level.setStartLevel(before);
        assertThat(upAfter("row26", 1).incarnation()).isEqualTo(2);
        assertThat(used()).isZero();
    }
}
