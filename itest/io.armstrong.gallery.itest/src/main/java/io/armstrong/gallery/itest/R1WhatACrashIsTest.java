package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.WhyReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Row R1: each cause is noticed, named with its stack and its incarnation, decided on and repaired; row R7: and the report of it
 * is there. Heartbeat, health and memory have tests in the health bundle's test bundle.
 */
class R1WhatACrashIsTest extends Gallery {
    private WhyReport restarted(String id, CrashCause kind, String cause) {
        upAfter(id, 1);
        WhyReport why = crashed(id, kind);
        assertThat(cause(why).cause()).contains(cause);
        assertThat(why.incarnation()).isOne();
        assertThat(why.at()).isNotNull();
        assertThat(why.decision()).isEqualTo("restart");
        assertThat(why.rule()).isNotEmpty();
        assertThat(why.count()).isOne();
        assertThat(why.limit().max()).isEqualTo(10);
        assertThat(why.next()).contains(id);
        return why;
    }

    @Test
    void anActivatorThatThrows() throws Exception {
        order("start", "r1-activator", "throw");
        bad("r1-activator", "tier=normal");
        WhyReport why = restarted("r1-activator", CrashCause.START, "told to throw in start");
        assertThat(cause(why).trace()).anyMatch(frame -> frame.contains("BadActivator.start"));
    }

    @Test
    void aWorkerWhoseInitThrows() throws Exception {
        manyRestarts();
        wild("r1-init", "tier=normal");
        up("r1-init");
        System.setProperty("bad.init.r1-init", "true");
        supervision.crash("r1-init", "boom");
        WhyReport why = crashed("r1-init", CrashCause.START);
        System.clearProperty("bad.init.r1-init");
        upAfter("r1-init", 2);
        assertThat(cause(why).cause()).contains("told to throw in init");
        assertThat(cause(why).trace()).anyMatch(frame -> frame.contains("Wild.init"));
    }

    @Test
    void aComponentThatCannotBeActivated() throws Exception {
        manyRestarts();
        System.setProperty("bad.activate.r1-component", "true");
        install(moodyBundle("r1-component", "tier=normal"), "r1-component");
        WhyReport why = crashed("r1-component", CrashCause.ACTIVATION);
        System.clearProperty("bad.activate.r1-component");
        up("r1-component");
        assertThat(cause(why).cause()).contains("could not be activated").contains("told to throw in activate");
        assertThat(cause(why).trace()).anyMatch(frame -> frame.contains("Moody.activate"));
    }

    @Test
    void aThrowInAHandler() throws Exception {
        wild("r1-handler", "tier=normal");
        up("r1-handler");
        get(send("r1-handler", "count"));
        send("r1-handler", "throw", 7);
        WhyReport why = restarted("r1-handler", CrashCause.HANDLER, "told to throw");
        assertThat(cause(why).trace()).anyMatch(frame -> frame.contains("Wild.handle"));
        assertThat(why.messages()).as("row R7").isEqualTo(List.of("[count]", "[throw, 7]"));
        assertThat(why.state()).matches("State\\[count=1\\] \\(sha256 [0-9a-f]{8}\\)");
    }

    @Test
    void anUncaughtThrowOnAThreadItOwns() throws Exception {
        wild("r1-thread", "tier=normal");
        up("r1-thread");
        send("r1-thread", "thread");
        WhyReport why = restarted("r1-thread", CrashCause.THREAD, "told to throw on a thread");
        assertThat(cause(why).trace()).anyMatch(frame -> frame.contains("Wild.fail"));
    }

    @Test
    void somebodyWhoSaysSo() throws Exception {
        wild("r1-explicit", "tier=normal");
        up("r1-explicit");
        supervision.crash("r1-explicit", "disk on fire");
        restarted("r1-explicit", CrashCause.EXPLICIT, "disk on fire");
    }

    @Test
    void aHandlerPastItsDeadline() throws Exception {
        wild("r1-deadline", "handlerDeadline=200");
        up("r1-deadline");
        send("r1-deadline", "sleep");
        restarted("r1-deadline", CrashCause.DEADLINE, "overran 200 ms");
    }

    @Test
    void aBundleThatIsStoppedBehindOurBack() throws Exception {
        var bundle = wild("r1-stopped", "tier=normal");
        up("r1-stopped");
        bundle.stop();
        restarted("r1-stopped", CrashCause.VANISHED, "was stopped by somebody else");
    }

    @Test
    void aBundleThatIsUninstalledBehindOurBack() throws Exception {
        var bundle = wild("r1-uninstalled", "tier=normal");
        up("r1-uninstalled");
        bundle.uninstall();
        restarted("r1-uninstalled", CrashCause.VANISHED, "by somebody else");
        assertThat(supervision.why("r1-uninstalled").cause()).isInstanceOf(ExitReason.Crashed.class);
        context.getBundle("tiny:r1-uninstalled").uninstall();
    }
}
