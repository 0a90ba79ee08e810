package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Whoever waits for an answer gets what any stage would give him, soon or late. */
class AnswerTest {
    private final Answer answer = new Answer();

    @Test
    void wakesAThreadThatHasLookedLongEnough() throws Exception {
        FutureTask<Object> waits = new FutureTask<>(answer::join);
        Thread thread = new Thread(waits, "waits");
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);

        answer.complete("late");

        assertThat(waits.get(1, TimeUnit.MINUTES)).isEqualTo("late");
    }

    @Test
    void isReadAtOnceWhenItIsThere() throws Exception {
        answer.complete("soon");

        assertThat(answer.join()).isEqualTo("soon");
        assertThat(answer.get()).isEqualTo("soon");
        assertThat(answer.get(1, TimeUnit.NANOSECONDS)).isEqualTo("soon");
    }

    @Test
    void failsAsAnyStage() {
        answer.completeExceptionally(new IllegalStateException("no"));

        assertThatThrownBy(answer::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("no");
    }

    @Test
    void isWaitedForNoLongerThanAsked() {
        assertThatThrownBy(() -> answer.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
    }

    @Test
    void whatIsMadeOfItIsAnOrdinaryStage() {
        assertThat(answer.thenApply(value -> value)).isExactlyInstanceOf(CompletableFuture.class);
    }
}
