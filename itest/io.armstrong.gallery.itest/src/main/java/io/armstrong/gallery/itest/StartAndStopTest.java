package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import io.armstrong.api.WhyReport;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fault rows 1 to 4, 10 and 25: activators that throw, hang and loop. */
class StartAndStopTest extends Gallery {
    @ParameterizedTest
    @CsvSource({
        "throw, java.lang.IllegalStateException: told to throw in start",
        "error, java.lang.AssertionError: told to fail in start"
    })
    void row1AStartThatThrowsIsACrashOfWhoThrew(String order, String cause) throws Exception {
        String id = "row1-" + order;
        order("start", id, order + " 2");
        bad(id, "tier=normal");
        ChildReport child = up(id);
        assertThat(child.incarnation()).as("the third attempt").isEqualTo(3);
        WhyReport why = crashed(id, CrashCause.START);
        assertThat(cause(why).cause()).startsWith(cause).contains("BadActivator.act(");
        assertThat(cause(why).trace()).isNotEmpty();
        assertThat(why.count()).isEqualTo(2);
        assertThat(why.decision()).isEqualTo("restart");
    }

    @Test
    void row1ARestartThatThrowsCounts() throws Exception {
        bad("row1", "tier=normal");
        long before = up("row1").incarnation();
        order("start", "row1", "throw 2");
        supervision.crash("row1", "boom");
        assertThat(upAfter("row1", before).incarnation()).isEqualTo(before + 3);
    }

    @Test
    void row2AStartThatHangsIsInterruptedAndTriedAgain() throws Exception {
        order("start", "row2", "sleep");
        bad("row2", "startDeadline=900");
        assertThat(up("row2").incarnation()).isEqualTo(2);
        assertThat(cause(crashed("row2", CrashCause.DEADLINE)).cause()).containsAnyOf("900 ms", "overran its deadline");
    }

    @Test
    void row3AStartThatHeedsNothingIsQuarantined() throws Exception {
        CountDownLatch latch = latch("row3");
        order("start", "row3", "loop");
        bad("row3", "startDeadline=200");
        in("row3", ChildStatus.HUNG);
        assertThat(lifecycle.hung()).anySatisfy(call -> {
            assertThat(call.operation()).isEqualTo("start");
            assertThat(call.trace()).anyMatch(frame -> frame.contains("lingerUntilTold"));
        });
        assertThat(Thread.getAllStackTraces().keySet())
                .anyMatch(thread -> thread.getName().equals("armstrong-hung-row3"));
        WhyReport why = crashed("row3", CrashCause.DEADLINE);
        assertThat(cause(why).trace()).anyMatch(frame -> frame.contains("lingerUntilTold"));
        assertThat(why.next()).isEqualTo("sup:restore row3");
        latch.countDown();
        told("row3", "has returned");
        get(supervision.restore("row3"));
        up("row3");
    }

    @Test
    void row4AStopThatThrowsDoesNotKeepItFromRestarting() throws Exception {
        bad("row4", "tier=normal");
        up("row4");
        order("stop", "row4", "throw");
        assertThat(crashAndBack("row4").incarnation()).isEqualTo(2);
    }

    @Test
    void row4AStopThatHangsIsInterruptedAndTheRestartGoesOn() throws Exception {
        bad("row4-hang", "shutdown=200");
        up("row4-hang");
        order("stop", "row4-hang", "sleep");
        assertThat(crashAndBack("row4-hang").incarnation()).isEqualTo(2);
    }

    @Test
    void row4AStopThatHeedsNothingIsQuarantined() throws Exception {
        CountDownLatch latch = latch("row4-loop");
        bad("row4-loop", "shutdown=200");
        up("row4-loop");
        order("stop", "row4-loop", "loop");
        supervision.crash("row4-loop", "boom");
        in("row4-loop", ChildStatus.HUNG);
        latch.countDown();
        await().until(() -> lifecycle.hung().isEmpty());
    }

    @Test
    void row10AClassThatCouldNotBeInitializedGetsANewLoader() throws Exception {
        manyRestarts();
        System.setProperty("bad.fragile", "true");
        order("start", "row10", "init 100");
        try {
            bad("row10", "tier=normal");
            WhyReport why = crashed("row10", CrashCause.START);
            assertThat(cause(why).cause()).contains("java.lang.ExceptionInInitializerError");
        } finally {
            System.clearProperty("bad.fragile");
        }
        ChildStatus found = await().until(
                        () -> status("row10"),
                        status -> status != ChildStatus.STARTING && status != ChildStatus.RESTARTING);
        if (found != ChildStatus.UP) get(supervision.restore("row10"));
        up("row10");
        System.clearProperty("bad.start.row10");
    }

    @Test
    void row25AStartThatUpdatesItselfIsACrashOfItsOwn() throws Exception {
        order("start", "row25", "update-self");
        bad("row25", "startDeadline=2000");
        assertThat(up("row25").incarnation()).isEqualTo(2);
        crashed("row25", CrashCause.START);
    }
}
