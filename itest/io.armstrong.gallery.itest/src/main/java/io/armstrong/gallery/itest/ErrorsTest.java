package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.CrashCause;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Fault rows 7 to 10: errors of the machine, thrown by a child. */
class ErrorsTest extends Gallery {
    @Test
    void row7OutOfMemoryIsACrashAndTwiceInAMinuteEndsTheProcess() throws Exception {
        List<Integer> exits = new CopyOnWriteArrayList<>();
        IntConsumer owner = exits::add;
        ServiceRegistration<IntConsumer> process = context.registerService(
                IntConsumer.class, owner, FrameworkUtil.asDictionary(Map.of("armstrong.root.action", "halt")));
        try {
            wild("row7", "tier=normal");
            up("row7");
            send("row7", "memory");
            upAfter("row7", 1);
            assertThat(exits).isEmpty();
            assertThat(cause(crashed("row7", CrashCause.HANDLER)).cause()).contains("java.lang.OutOfMemoryError");
            send("row7", "memory");
            await().until(() -> exits.equals(List.of(71)));
            told("armstrong", "HeapDumpOnOutOfMemoryError");
        } finally {
            process.unregister();
        }
    }

    @Test
    void row8AStackOverflowIsAPlainCrash() throws Exception {
        wild("row8", "tier=normal");
        up("row8");
        send("row8", "overflow");
        upAfter("row8", 1);
        assertThat(cause(crashed("row8", CrashCause.HANDLER)).cause()).contains("java.lang.StackOverflowError");
        assertThat(cause(supervision.why("row8")).trace()).hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void row9AClassThatCannotBeLinkedGetsANewLoader() throws Exception {
        System.setProperty("bad.fragile", "true");
        wild("row9", "tier=normal");
        try {
            up("row9");
            send("row9", "fragile", "first");
            assertThat(cause(crashed("row9", CrashCause.HANDLER)).cause())
                    .contains("java.lang.ExceptionInInitializerError");
        } finally {
            System.clearProperty("bad.fragile");
        }
        upAfter("row9", 1);
        assertThat(get(send("row9", "fragile", "second")))
                .as("not NoClassDefFoundError")
                .isEqualTo("ware");
    }
}
