package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Shutdown;
import io.armstrong.api.worker.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Row I4: what an incarnation holds is counted, and what does not end with it is named. */
class I4PossessionsTest extends WorkerTestBase {
    private Object keep(AutoCloseable resource) {
        return call(child, (Script.Act) (ctx, state) -> {
            ctx.closeAtEnd(resource);
            ctx.after(Duration.ofHours(1), "much later");
            return Step.reply(state, "kept");
        });
    }

    @Test
    void whatItHoldsIsCountedAndGoneWithIt() {
        start(child, 1);
        assertThat(keep(() -> {})).isEqualTo("kept");
        assertThat(keep(() -> {})).isEqualTo("kept");
        assertThat(child.possessions()).isEqualTo(new Possessions(1, 3, 0, 2, 2));
        child.stop(1, Shutdown.WORKER_DEFAULT);
        time.runUntilIdle();
        assertThat(child.possessions()).isEqualTo(Possessions.NONE);
        assertThat(time.troubles()).isEmpty();
    }

    @Test
    void whatCannotBeClosedIsNamedAndTheOthersAreClosed() {
        start(child, 1);
        boolean[] closed = new boolean[1];
        keep(() -> closed[0] = true);
        keep(() -> {
            throw new IllegalStateException("stuck");
        });
        child.stop(1, Shutdown.WORKER_DEFAULT);
        time.runUntilIdle();
        assertThat(closed[0]).isTrue();
        assertThat(time.troubles()).singleElement().asString().contains("child: ", "LeftBehind", "threw", "stuck");
    }
}
