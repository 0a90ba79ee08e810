package io.armstrong.breaker.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Row R6 on a real bundle: calls go on across restarts of it. */
class R6CallsAcrossRestartsTest extends Children {
    private static final int RESTARTS = 3;

    @Test
    void noCallFailsAcrossRestartsWhileTheyPark() throws Exception {
        child("r6", "restart=permanent");
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Integer> caller = CompletableFuture.supplyAsync(() -> callAll(enough));
        for (int i = 0; i < RESTARTS; i++) {
            long before = supervision.status("r6").incarnation();
            supervision.crash("r6", "restart " + i);
            await().until(() -> supervision.status("r6").incarnation() > before && status("r6") == ChildStatus.UP);
        }
        enough.set(true);
        assertThat(caller.get(30, TimeUnit.SECONDS)).isGreaterThan(RESTARTS);
    }

    /** One call after the other; each must be answered with its own word. */
    private int callAll(AtomicBoolean enough) {
        int calls = 0;
        while (!enough.get()) {
            String word = "w" + calls++;
            assertThat(supervision
                            .callWords("r6", List.of(word), LONG)
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(word);
        }
        return calls;
    }

    /** The next start comes after a pause, so that what happens in it is certain. */
    @Test
    void callsParkWhereNothingElseIsConfigured() throws Exception {
        crashed("r6park", "");
        assertThat(call("r6park", "hello")).isEqualTo("hello");
    }

    @Test
    void callsFallBackWhereThatIsConfigured() throws Exception {
        crashed("r6fallback", "parking=\"fallback answer=back soon\";");
        assertThat(call("r6fallback", "hello")).isEqualTo("back soon");
        await().until(() -> status("r6fallback") == ChildStatus.UP);
        assertThat(call("r6fallback", "hello")).isEqualTo("hello");
    }

    @Test
    void callsFailFastWhereThatIsConfigured() throws Exception {
        crashed("r6fail", "parking=fail;");
        assertThatThrownBy(() -> call("r6fail", "hello"))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining("it is restarting");
        await().until(() -> status("r6fail") == ChildStatus.UP);
        assertThat(call("r6fail", "hello")).isEqualTo("hello");
    }

    /** Each waits for its own time, though the start of one before it has a deadline that is far off. */
    @Test
    void allComeBackWhenSeveralWaitForTheirBackoffsAtOnce() throws Exception {
        List<String> ids = List.of("r6first", "r6second", "r6third");
        for (int i = 0; i < ids.size(); i++)
            child(ids.get(i), "startDeadline=60000;backoff=" + (500 + 25 * i) + ";backoffJitter=0");
        for (String id : ids) supervision.crash(id, "on purpose");
        for (String id : ids)
            await().until(() ->
                    status(id) == ChildStatus.UP && supervision.status(id).restarts() == 1);
    }

    private void crashed(String id, String attributes) throws Exception {
        child(id, attributes + "backoff=2000;backoffJitter=0");
        supervision.crash(id, "on purpose");
    }
}
