package io.armstrong.health.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.health.Probe;
import io.armstrong.api.health.Verdict;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** Three services that answer the outer world by tier. */
class H3ProbesTest extends Wards {
    @InjectService(filter = "(armstrong.probe=live)", timeout = 20_000)
    Probe live;

    @InjectService(filter = "(armstrong.probe=ready)", timeout = 20_000)
    Probe ready;

    @InjectService(filter = "(armstrong.probe=startup)", timeout = 20_000)
    Probe startup;

    private void say(boolean lives, boolean isReady) {
        assertThat(live.verdict().passes()).as("live").isEqualTo(lives);
        assertThat(ready.verdict().passes()).as("ready").isEqualTo(isReady);
        assertThat(startup.verdict().passes()).as("startup").isTrue();
    }

    @Test
    void tierOneDownIsNotLive() throws Exception {
        plain("heart", "tier=error-kernel");
        say(true, true);
        get(supervision.stop("heart"));
        say(false, false);
        assertThat(live.verdict()).extracting(Verdict::reason).isEqualTo("heart is down in error-kernel");
        get(supervision.start("heart"));
        say(true, true);
    }

    @Test
    void tierTwoDownIsNotReady() throws Exception {
        plain("mempool", "tier=critical");
        get(supervision.stop("mempool"));
        say(true, false);
        assertThat(ready.verdict().reason()).isEqualTo("mempool is down in critical");
    }

    @Test
    void tierFourDownIsBothFine() throws Exception {
        plain("bridge", "tier=peripheral");
        get(supervision.isolate("bridge"));
        say(true, true);
    }
}
