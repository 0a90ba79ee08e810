package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.ChildBreakers;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.face.itest.words.Caller;
import io.armstrong.face.itest.words.Echo;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceException;
import org.osgi.test.common.annotation.InjectService;

/** Row B3: a consumer with a plain static reference, and no code of ours in it, fails fast while the child stays down. */
class B3FailFastThroughTheFaceTest extends Scene {
    @InjectService(timeout = 20_000)
    ChildBreakers breakers;

    @Test
    void anIsolatedChildFailsAtOnceAndServesAgainAfterRestore() throws Exception {
        child("b3-isolated", "");
        Caller caller = caller("b3-isolated");
        done(supervision.isolate("b3-isolated"));
        failsFast("b3-isolated", caller);
        done(supervision.restore("b3-isolated"));
        assertThat(caller.echo().say("back")).isEqualTo("1.0.0:back");
        assertThat(caller.activations()).isEqualTo(1);
    }

    @Test
    void aStoppedChildFailsAtOnceAndServesAgainAfterStart() throws Exception {
        child("b3-stopped", "");
        Caller caller = caller("b3-stopped");
        done(supervision.stop("b3-stopped"));
        failsFast("b3-stopped", caller);
        done(supervision.start("b3-stopped"));
        assertThat(caller.echo().say("back")).isEqualTo("1.0.0:back");
        assertThat(caller.activations()).isEqualTo(1);
    }

    @Test
    void aCallThatIsParkedFailsTheMomentTheChildStaysDown() throws Exception {
        child("b3-parked", "parking=\"park limit=60000\"");
        Echo echo = echo("b3-parked");
        faces.park("b3-parked");
        CompletableFuture<String> parked = calling(() -> echo.say("waits"));
        await().until(() -> report("b3-parked").parked() == 1);
        done(supervision.isolate("b3-parked"));
        assertThatThrownBy(() -> done(parked)).hasCauseInstanceOf(ServiceException.class);
    }

    @Test
    void aBreakerThatIsOpenFailsAtOnceWithTheTimeToRetry() throws Exception {
        child("b3-open", "breaker=\"failures=3 recovery=60000\"");
        Caller caller = caller("b3-open");
        for (int i = 0; i < 3; i++)
            assertThatThrownBy(() -> caller.echo().refuse()).as("an answer").isInstanceOf(Echo.NoSuchWord.class);
        assertThat(caller.echo().say("x")).isEqualTo("1.0.0:x");
        for (int i = 0; i < 3; i++)
            assertThatThrownBy(() -> caller.echo().complain()).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> caller.echo().say("x"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("its breaker is open; retry after")
                .cause()
                .isInstanceOfSatisfying(CallFailed.class, failed -> assertThat(failed.retryAfter())
                        .isPositive());
        breakers.of("b3-open").orElseThrow().close();
        assertThat(caller.echo().say("x")).isEqualTo("1.0.0:x");
        assertThat(supervision.status("b3-open").restarts()).isZero();
    }

    private void failsFast(String id, Caller caller) {
        await().until(() -> report(id).state().equals("closed"));
        long began = System.nanoTime();
        assertThatThrownBy(() -> caller.echo().say("x"))
                .isInstanceOfSatisfying(ServiceException.class, thrown -> assertThat(thrown.getType())
                        .isEqualTo(ServiceException.UNREGISTERED))
                .hasMessageContaining(id)
                .hasMessageContaining("stays down");
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("not parked, which takes 5 s")
                .isLessThan(Duration.ofSeconds(4));
    }
}
