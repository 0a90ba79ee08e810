package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.CrashCause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Fault rows 5, 11 and 13: what children do with threads. */
class ThreadsTest extends Gallery {
    @Test
    void row5AThreadThatOutlivesItsIncarnationIsNamed() throws Exception {
        latch("row5");
        order("start", "row5", "leak");
        bad("row5", "tier=normal");
        up("row5");
        crashAndBack("row5");
        assertThat(told("row5", "outlived an incarnation"))
                .contains("leaked by row5 at ")
                .contains("BadActivator.lingerUntilTold");
    }

    /** On JDK 21 and later the handlers are on virtual threads: then it is the long wait that is named. */
    @Test
    void row11ADeadlockIsNamedAndTheHandlerDeadlineEndsIt() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60)); // two looks of 5 s; told before 30 s, or never
        CountDownLatch both = new CountDownLatch(2);
        System.getProperties().put("row11.one", new Object());
        System.getProperties().put("row11.other", new Object());
        System.getProperties().put("row11.both", both);
        wild("row11-a", "blocking=true");
        wild("row11-b", "blocking=true");
        bad("row11-sibling", "tier=normal");
        up("row11-a");
        up("row11-b");
        send("row11-a", "lock", "row11.one", "row11.other", "row11.both");
        send("row11-b", "lock", "row11.other", "row11.one", "row11.both");
        assertThat(told("row11-a", "deadlock")).contains("Wild.lock").containsAnyOf("for ever", "row11-b");
        told("row11-b", "deadlock");
        crashAndBack("row11-sibling");
        assertThat(supervision.why("row11-a").events()).anyMatch(event -> event.contains("deadlock"));
    }

    @Test
    @EnabledIfSystemProperty(named = "armstrong.proof", matches = "true")
    void row11AnAlarmOfADeadlockThatEndedIsCleared() throws Exception {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        System.getProperties().put("row11.first", new ReentrantLock());
        System.getProperties().put("row11.second", new ReentrantLock());
        System.getProperties().put("row11.each", new CountDownLatch(2));
        wild("row11-c", "blocking=true;handlerDeadline=15000");
        wild("row11-d", "blocking=true;handlerDeadline=15000");
        up("row11-c");
        up("row11-d");
        send("row11-c", "lock-until-interrupted", "row11.first", "row11.second", "row11.each");
        send("row11-d", "lock-until-interrupted", "row11.second", "row11.first", "row11.each");
        told("row11-c", "alarm deadlock");
        told("row11-c", "alarm deadlock on row11-c is over");
        told("row11-d", "alarm deadlock on row11-d is over");
    }

    @Test
    void row13AThrowOnAThreadOfItsContextIsACrash() throws Exception {
        wild("row13", "tier=normal");
        up("row13");
        send("row13", "thread");
        upAfter("row13", 1);
        assertThat(cause(crashed("row13", CrashCause.THREAD)).cause()).contains("told to throw on a thread");
    }

    @Test
    void row13AThrowOnAThreadOfItsOwnMakingIsToldWithItsName() throws Exception {
        wild("row13-stray", "tier=normal");
        up("row13-stray");
        send("row13-stray", "stray");
        assertThat(told("row13-stray", "stray-throw")).contains("thread stray").contains("Wild.fail");
        assertThat(up("row13-stray").incarnation()).isOne();
    }
}
