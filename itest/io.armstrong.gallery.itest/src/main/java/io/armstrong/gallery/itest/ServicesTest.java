package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Fault rows 17, 18, 48 and 49: services that are not there, calls into what is stopped, listeners and components that block. */
class ServicesTest extends Gallery {
    @Test
    void row17AServiceThatNeverCameOrIsWithdrawnIsWaitedFor() throws Exception {
        install(
                wildBundle(
                        "row17",
                        "startDeadline=1000",
                        "<reference name=\"need\" interface=\"java.util.function.Supplier\" target=\"(row=17)\"/>"),
                "row17");
        assertThat(in("row17", ChildStatus.WAITING).reason()).contains("java.util.function.Supplier (row=17)");
        CompletableFuture<Object> parked = send("row17", "count").toCompletableFuture();
        ServiceRegistration<?> need = offer();
        up("row17");
        assertThat(get(parked)).isEqualTo(1L);
        need.unregister();
        in("row17", ChildStatus.WAITING);
        need = offer();
        assertThat(up("row17").incarnation()).isOne();
        need.unregister();
    }

    private ServiceRegistration<?> offer() {
        return context.registerService(Supplier.class, () -> "there", FrameworkUtil.asDictionary(Map.of("row", "17")));
    }

    @Test
    void row18ACallIntoAStoppedChildFailsAtOnce() throws Exception {
        wild("row18", "tier=normal");
        up("row18");
        get(supervision.stop("row18"));
        long began = System.nanoTime();
        assertThatThrownBy(() -> get(send("row18", "count"))).hasMessageContaining("cannot call row18");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void row48AListenerThatBlocksEventDeliveryHoldsUpNobody() throws Exception {
        latch("row48");
        order("start", "row48", "listen");
        bad("row48", "tier=normal");
        bad("row48-sibling", "tier=normal");
        up("row48");
        up("row48-sibling");
        for (int i = 0; i < 3; i++) crashAndBack("row48-sibling");
    }

    @Test
    void row49AnActivationThatHangsIsEndedAndTriedAgain() throws Exception {
        System.setProperty("bad.activate.row49", "sleep");
        install(moodyBundle("row49", "startDeadline=300"), "row49");
        String why = cause(crashed("row49", CrashCause.DEADLINE)).cause();
        System.clearProperty("bad.activate.row49");
        assertThat(up("row49").incarnation()).isGreaterThan(1);
        assertThat(why).containsAnyOf("its activation hangs", "overran its deadline", "moody");
    }
}
