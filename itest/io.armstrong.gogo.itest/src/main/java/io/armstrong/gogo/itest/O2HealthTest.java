package io.armstrong.gogo.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sup:health} over the real tree ends with its verdict; so does a watched one, with the same text. */
class O2HealthTest extends Shell {
    @BeforeEach
    void thereIsHealth() {
        await().atMost(LONG).until(() -> run("sup:health").exit() == 0);
    }

    @Test
    void healthyIsZeroWatchedOrNot() throws Exception {
        Said once = run("sup:health counter");
        assertThat(once.exit()).as(once.failure()).isZero();
        assertThat(once.out()).startsWith("counter  UP\n").endsWith("verdict: healthy, policy within\n");
        assertThat(run("sup:health --watch --timeout 20000").out())
                .contains("normal        healthy  1 of 1 ", "live: yes", "ready: yes", "startup: yes")
                .endsWith("verdict: healthy, policy within\n");
        assertThat(run("sup:health --json").out()).contains("\"health\":\"healthy\"", "\"timedOut\":false");
    }

    @Test
    void anIsolatedChildIsOne() throws Exception {
        assertThat(run("sup:isolate counter").exit()).isZero();
        Said once = run("sup:health");
        assertThat(once.exit()).isOne();
        assertThat(once.out()).contains("counter is isolated, down").endsWith("verdict: degraded, policy broken\n");
        assertThat(run("sup:health --watch --timeout 600000").exit()).isOne();
        assertThat(run("sup:health ready").exit()).isZero();
    }

    @Test
    void aRestartIsWaitedFor() throws Exception {
        assertThat(run("sup:crash counter boom").exit()).isZero();
        Said watched = run("sup:health counter --watch --timeout 20000");
        assertThat(watched.exit()).isZero();
        assertThat(watched.out()).contains("restarts     1, last ");
    }
}
