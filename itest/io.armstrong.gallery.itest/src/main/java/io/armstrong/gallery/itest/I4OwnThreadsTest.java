package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.spi.Guarding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** Row I4: a child's threads, timers and sockets are its own, counted, named, and gone with it; what stays is named. */
class I4OwnThreadsTest extends Gallery {
    @InjectService(timeout = 20_000)
    Guarding guarding;

    @InjectService
    Alarms alarms;

    private Thread thread(String prefix) {
        return await().until(
                        () -> Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith(prefix))
                                .findFirst()
                                .orElse(null),
                        thread -> thread != null);
    }

    private Guarding.Activity activity(String id) {
        return guarding.activities().stream()
                .filter(child -> child.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void threadsOfTheContextEndWithTheIncarnationAndAreNamedAfterTheChild() throws Exception {
        latch("i4");
        wild("i4", "tier=normal");
        up("i4");
        send("i4", "own-thread");
        Thread own = thread("i4-");
        await().until(() -> activity("i4").threads() == 1);
        crashAndBack("i4");
        await().until(() -> !own.isAlive());
        await().until(() -> activity("i4").threads() == 0);
    }

    @Test
    void socketsAndTimersOfTheContextAreCountedAndEndWithTheStop() throws Exception {
        wild("i4-net", "tier=normal");
        up("i4-net");
        int port = ((Number) get(send("i4-net", "listen"))).intValue();
        get(send("i4-net", "later"));
        try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(caller.isConnected()).isTrue();
        }
        assertThat(activity("i4-net").resources()).isOne();
        assertThat(activity("i4-net").timers()).isOne();
        get(supervision.stop("i4-net"));
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
        get(supervision.start("i4-net"));
        up("i4-net");
        assertThat(activity("i4-net").resources()).isZero();
        assertThat(activity("i4-net").timers()).isZero();
    }

    @Test
    void anAlarmOfAThreadThatRunsOnIsClearedWhenItEnds() throws Exception {
        CountDownLatch linger = latch("i4-late");
        wild("i4-late", "tier=normal");
        up("i4-late");
        get(send("i4-late", "deaf-thread"));
        crashAndBack("i4-late");
        await().until(() -> alarms("i4-late").size() == 1);
        assertThat(alarms("i4-late").get(0).tryNext()).contains("cleared when it has ended");
        linger.countDown();
        await().until(() -> alarms("i4-late").isEmpty());
        told("i4-late", "alarm left-behind on i4-late is over");
    }

    private List<Alarm> alarms(String id) {
        return alarms.list().stream()
                .filter(alarm -> alarm.child().equals(id) && alarm.alarm().equals("left-behind"))
                .toList();
    }

    @Test
    void whatDoesNotEndIsNamed() throws Exception {
        latch("i4-left");
        wild("i4-left", "tier=normal");
        up("i4-left");
        get(send("i4-left", "deaf-thread"));
        get(send("i4-left", "cannot-close"));
        Thread deaf = thread("i4-left-");
        crashAndBack("i4-left");
        assertThat(told("i4-left", "did not heed an interrupt")).contains(deaf.getName());
        assertThat(told("i4-left", "threw")).contains("Wild$Stubborn", "told to stay open");
    }
}
