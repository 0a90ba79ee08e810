package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ExitReason.Crashed;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Ref;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class NamesTest extends WorkerTestBase {
    private final Names names = time.system().names();
    private final WorkerProcess other = worker("other", new Script());

    @Test
    void givesANameToOneProcess() {
        assertThat(names.whereis("a")).isEmpty();
        assertThat(names.register("a", child)).isTrue();
        assertThat(names.register("a", child)).isTrue();
        assertThat(names.register("a", other)).isFalse();
        assertThat(names.whereis("a")).containsSame(child);
        names.unregister("a", other);
        assertThat(names.whereis("a")).containsSame(child);
        names.unregister("a", child);
        assertThat(names.whereis("a")).isEmpty();
        assertThat(names.register("a", other)).isTrue();
    }

    @Test
    void wakesWhoAwaitsANameAndTellsWhoAwaitedItInVain() {
        CompletionStage<Ref> early = names.await("a", SECOND);
        CompletionStage<Ref> vain = names.await("b", SECOND);
        assertThat(now(early)).isEqualTo("pending");
        names.register("a", child);
        assertThat(now(early)).isSameAs(child);
        assertThat(now(names.await("a", SECOND))).isSameAs(child);
        time.advance(SECOND);
        assertThat(outcome(vain)).isEqualTo("failed: timeout");
        assertThat(names.register("b", other)).isTrue();
    }

    @Test
    void keepsPropertiesOfTheProcessUnderEachOfItsNamesUntilTheLastIsFree() {
        names.register("a", child);
        names.register("b", child);
        names.setProperty("a", "colour", "red");
        names.setProperty("b", "colour", "blue");
        assertThat(names.properties("a")).isEqualTo(Map.of("colour", "blue"));
        names.unregister("a", child);
        assertThat(names.properties("b")).isEqualTo(Map.of("colour", "blue"));
        names.unregister("b", child);
        names.register("b", child);
        assertThat(names.properties("b")).isEmpty();
        assertThatThrownBy(() -> names.setProperty("nobody", "k", 1)).isInstanceOf(CallFailed.class);
    }

    @Test
    void tellsTheEndOfThePresentIncarnation() {
        names.register("child", child);
        assertThat(now(names.monitor("child"))).isEqualTo("noproc");
        assertThat(now(names.monitor("nobody"))).isEqualTo("noproc");
        start(child, 1);
        CompletionStage<String> end = names.monitor("child");
        assertThat(now(end)).isEqualTo("pending");
        child.crash(Crashed.explicit("why"));
        assertThat(now(end)).isEqualTo("why");
    }

    @RepeatedTest(200)
    void losesNoWakeUpBetweenAwaitAndRegister() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<CompletionStage<Ref>> awaited = CompletableFuture.supplyAsync(() -> {
            go.countDown();
            return names.await("a", SECOND);
        });
        go.await();
        names.register("a", child);
        assertThat(now(awaited.get())).isSameAs(child);
    }
}
