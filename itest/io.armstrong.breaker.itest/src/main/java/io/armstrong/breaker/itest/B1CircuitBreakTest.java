package io.armstrong.breaker.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import org.junit.jupiter.api.Test;

/** Design D4 on a real bundle: crashes open the breaker by the policy, calls fail fast, and a trial closes it. */
class B1CircuitBreakTest extends Children {
    @Test
    void crashesOpenItCallsFailFastAndTrialsCloseIt() throws Exception {
        child("cb", "policy=\"circuit_break<4 isolate\";breaker=\"failures=10 recovery=3000 trials=2\"");
        assertThatThrownBy(() -> call("cb", "boom")).isInstanceOf(SupervisionException.class);
        await().until(() -> status("cb") == ChildStatus.OPEN);
        assertThat(shown("cb")).isEqualTo("open");
        await().untilAsserted(() -> assertThatThrownBy(() -> call("cb", "hello"))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining("its breaker is open, retry in"));
        await().until(() -> status("cb") == ChildStatus.UP && shown("cb").equals("half-open"));
        assertThat(call("cb", "one")).isEqualTo("one");
        assertThat(shown("cb")).isEqualTo("half-open");
        assertThat(call("cb", "two")).isEqualTo("two");
        await().until(() -> shown("cb").equals("closed"));
        await().untilAsserted(() -> assertThat(heard)
                .extracting(change -> change.to().text())
                .containsExactly("open", "half-open", "closed"));
    }

    /** The call may come before the supervisor listens: it counts all the same. */
    @Test
    void aFailedCallOnTrialOpensItAgain() throws Exception {
        child("cba", "policy=\"circuit_break<4 isolate\";breaker=\"failures=10 recovery=2500 trials=2\"");
        assertThatThrownBy(() -> call("cba", "boom")).isInstanceOf(SupervisionException.class);
        for (int round = 0; round < 3; round++) {
            await().until(() -> status("cba") == ChildStatus.OPEN);
            await().until(() -> status("cba") == ChildStatus.UP && shown("cba").equals("half-open"));
            miss("cba");
        }
        await().until(() -> status("cba") == ChildStatus.OPEN && shown("cba").equals("open"));
    }
}
