package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Holds.Hold;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** In the hand of an upgrade nobody starts, not even under a supervisor that came after (invariant I17). */
class HoldsTest extends Trees {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @InjectService
    Holds holds;

    private void family(String name) throws Exception {
        supervisor(name, "tier=normal", "intensity=0", "period=60000", "policy=otp");
        echo(name + "-child", "supervisor=" + name);
        echo(name + "-sibling", "supervisor=" + name);
        up(name + "-child");
        up(name + "-sibling");
    }

    @Test
    void whoIsStartedAnewByAnotherSupervisorWaitsForTheRelease() throws Exception {
        family("held");
        Hold hold = get(holds.hold("held-child", LIMIT));
        supervision.crash("held-sibling", "boom");
        assertThat(await().until(() -> supervision.status("held-child"), child -> child.status() == ChildStatus.WAITING)
                        .reason())
                .isEqualTo("it waits for the upgrade of its bundle");
        up("held-sibling");
        get(hold.release());
        up("held-child");
    }

    @Test
    void whoIsKeptDownStartsAfterTheRelease() throws Exception {
        family("kept");
        get(supervision.stop("kept-child"));
        Hold hold = get(holds.holdDown("kept-child", LIMIT));
        assertThat(hold.children()).isEmpty();
        var started = supervision.start("kept-child").toCompletableFuture();
        await().during(Duration.ofMillis(200)).until(() -> status("kept-child") == ChildStatus.DOWN);
        assertThat(started).isNotDone();
        get(hold.release());
        assertThat(get(started).status()).isEqualTo(ChildStatus.UP);
    }
}
