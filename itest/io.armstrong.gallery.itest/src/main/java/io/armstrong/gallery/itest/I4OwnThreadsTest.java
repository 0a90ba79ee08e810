package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

/** Row I4: a child's threads are its own, named and reaped. */
class I4OwnThreadsTest extends Gallery {
    @Test
    void threadsOfTheContextEndWithTheIncarnationAndAreNamedAfterTheChild() throws Exception {
        latch("i4");
        wild("i4", "tier=normal");
        up("i4");
        send("i4", "own-thread");
        Thread own = await().until(
                        () -> Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("i4-"))
                                .findFirst()
                                .orElse(null),
                        thread -> thread != null);
        crashAndBack("i4");
        assertThat(own.isAlive()).isFalse();
    }
}
