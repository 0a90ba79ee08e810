package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.supervisor.itest.child.NeverStopping;
import io.armstrong.tiny.TinyBundle;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** Row S7: a stop that never ends is abandoned at its budget, named, and the others still stop in reverse. */
class S7OrderedStopTest extends Trees {
    @InjectService(timeout = 20_000)
    Lifecycle lifecycle;

    @Test
    void aStopThatNeverEndsIsAbandonedAndReported() throws Exception {
        CountDownLatch latch = new CountDownLatch(1);
        System.getProperties().put("latch.s7-b", latch);
        supervisor("s7-sup", "tier=normal", "strategy=one_for_all", "intensity=3", "period=60000");
        plain("s7-a", "supervisor=s7-sup");
        up("s7-a");
        install(
                TinyBundle.named("s7-b")
                        .activator(NeverStopping.class)
                        .header("Armstrong-Child", "s7-b;supervisor=s7-sup;shutdown=200"),
                "s7-b");
        mine("s7-b");
        up("s7-b");
        plain("s7-c", "supervisor=s7-sup");
        up("s7-c");
        moves.clear();
        try {
            supervision.crash("s7-a", "boom");
            await().until(() -> status("s7-b") == ChildStatus.HUNG);
            assertThat(lifecycle.hung())
                    .anyMatch(call ->
                            call.operation().equals("stop") && !call.trace().isEmpty());
            up("s7-a");
            up("s7-c");
            assertThat(moves).startsWith("-s7-a", "-s7-c");
        } finally {
            latch.countDown();
        }
        await().until(() -> lifecycle.hung().isEmpty());
    }
}
