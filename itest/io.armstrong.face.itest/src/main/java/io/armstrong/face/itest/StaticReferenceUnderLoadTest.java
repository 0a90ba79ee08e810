package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.face.itest.words.Caller;
import org.junit.jupiter.api.Test;

/**
 * A plain DS consumer with a static mandatory reference, under load, while the child behind it restarts: one activation, and no
 * call lost or run twice. 50 restarts; 1,000 with {@code -Darmstrong.proof=true}.
 */
class StaticReferenceUnderLoadTest extends Scene {
    private static final int RESTARTS = 50;
    private static final int RESTARTS_IN_THE_PROOF = 1_000;

    @Test
    void noCallIsLostOrRunTwiceAndTheConsumerIsActivatedOnce() throws Exception {
        int restarts = "true".equals(context.getProperty("armstrong.proof")) ? RESTARTS_IN_THE_PROOF : RESTARTS;
        child("f-load", "");
        Caller caller = caller("f-load");
        try (Lanes lanes = new Lanes(caller)) {
            for (int round = 0; round < restarts; round++) {
                restart("f-load");
                lanes.more();
            }
            lanes.check();
        }
        assertThat(supervision.status("f-load").incarnation()).isGreaterThan(restarts);
        assertThat(caller.activations()).isEqualTo(1);
        await().until(() -> report("f-load").inFlight() == 0);
    }
}
