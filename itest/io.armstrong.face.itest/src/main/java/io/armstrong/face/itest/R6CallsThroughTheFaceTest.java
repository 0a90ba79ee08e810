package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.face.itest.words.Echo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceException;

/** Row R6 for ordinary services: calls during a restart wait, bounded in number and time, or fail at once. */
class R6CallsThroughTheFaceTest extends Scene {
    @Test
    void callsWaitBoundedInNumberAndAreAnsweredOnce() throws Exception {
        Restarting restarting = new Restarting("r6-number", "parking=\"park bound=3\"");
        List<CompletableFuture<String>> parked = new ArrayList<>();
        for (int i = 0; i < 3; i++) parked.add(calling(() -> restarting.echo.say("waits")));
        await().until(() -> report("r6-number").parked() == 3);
        assertThatThrownBy(() -> restarting.echo.say("one too many"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("3 calls wait for it already");
        restarting.goOn();
        for (CompletableFuture<String> call : parked) assertThat(done(call)).isEqualTo("1.0.0:waits");
        assertThat(report("r6-number").parked()).isZero();
    }

    @Test
    void aCallWaitsBoundedInTimeAndIsNeverRun() throws Exception {
        Restarting restarting = new Restarting("r6-time", "parking=\"park limit=100\"");
        assertThatThrownBy(() -> restarting.echo.say("waits"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("did not come back within 100 ms");
        restarting.goOn();
        assertThat(restarting.echo.say("later")).isEqualTo("1.0.0:later");
    }

    @Test
    void parkingFailTurnsCallsAwayAtOnce() throws Exception {
        Restarting restarting = new Restarting("r6-fail", "parking=fail");
        assertThatThrownBy(() -> restarting.echo.say("waits"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("it is restarting");
        restarting.goOn();
    }

    /** A child in the middle of a restart, which goes on when a call under way is let finish. */
    private final class Restarting {
        private final Echo echo;
        private final CountDownLatch latch;
        private final CompletableFuture<String> inside;
        private final CompletableFuture<?> restart;

        Restarting(String id, String attributes) throws Exception {
            child(id, "shutdown=60000;" + attributes);
            echo = echo(id);
            latch = latch(id + ".latch");
            inside = calling(() -> echo.sayWhenLet(id + ".latch"));
            await().until(() -> report(id).inFlight() == 1);
            restart = supervision.restart(id).toCompletableFuture();
            await().until(() -> report(id).state().equals("parking"));
        }

        void goOn() {
            latch.countDown();
            done(inside);
            done(restart);
        }
    }
}
