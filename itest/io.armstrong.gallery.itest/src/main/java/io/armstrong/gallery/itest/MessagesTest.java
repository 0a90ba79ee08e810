package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.CrashCause;
import io.armstrong.api.SupervisionException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fault rows 34 to 36: messages that are too many, deadly, or no data. */
class MessagesTest extends Gallery {
    private void refused(Object message, String why) {
        assertThatThrownBy(() -> get(supervision.call("row36", message, LONG)))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining(why);
        assertThatThrownBy(() -> supervision.cast("row36", message))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining(why);
    }

    @Test
    void row34AFloodIsRefusedAtTheSenderAndCounted() throws Exception {
        latch("row34");
        wild("row34", "mailbox=100");
        up("row34");
        supervision.cast("row34", List.of("linger"));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            try {
                supervision.cast("row34", i);
            } catch (SupervisionException full) {
                refused++;
            }
        }
        ChildReport child = supervision.status("row34");
        assertThat(child.waiting()).isBetween(99, 100);
        assertThat(child.dropped()).isEqualTo(refused).isGreaterThanOrEqualTo(19_899);
    }

    @Test
    void row35PoisonIsNotHandledAgainAndTheChildLives() throws Exception {
        wild("row35", "tier=normal");
        for (int i = 0; i < 3; i++) {
            up("row35");
            send("row35", "throw");
            upAfter("row35", i + 1);
        }
        assertThatThrownBy(() -> get(send("row35", "throw"))).hasMessageContaining("poison: it crashed 3 incarnations");
        assertThat(up("row35").incarnation()).isEqualTo(4);
        assertThat(get(send("row35", "count"))).isEqualTo(1L);
        assertThat(told("row35", "will not handle")).endsWith("[throw]");
        assertThat(count("row35", ArmstrongEvent.DeadLettered.class)).isOne();
        assertThat(supervision.status("row35").deadLetters()).isOne();
    }

    @Test
    void row36WhatIsNoPlainDataIsRefusedAtTheSender() throws Exception {
        wild("row36", "tier=normal");
        up("row36");
        refused(List.of(1, new Thread("x")), "message[1]: java.lang.Thread is not plain data");
        refused("x".repeat(17_000_000), "beyond the size of a message");
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        refused(circle, "in a circle");
        Class<?> own = context.getBundle("tiny:row36").loadClass("io.armstrong.gallery.itest.bad.Wild$Own");
        Object foreign = own.getConstructor(int.class).newInstance(1);
        refused(List.of(foreign), "message[0]: " + own.getName() + " is a class of bundle row36");
        assertThat(up("row36").incarnation()).as("nobody was harmed").isOne();
    }

    @Test
    void row36AChildThatSendsItsOwnClassCrashesWithThePlace() throws Exception {
        wild("row36-sends", "tier=normal");
        wild("row36-gets", "tier=normal");
        up("row36-gets");
        up("row36-sends");
        assertThatThrownBy(() -> get(send("row36-sends", "own")))
                .hasMessageContaining("reply[1]: io.armstrong.gallery.itest.bad.Wild$Own is a class of bundle");
        upAfter("row36-sends", 1);
        send("row36-sends", "cast-own", "row36-gets");
        upAfter("row36-sends", 2);
        assertThat(cause(crashed("row36-sends", CrashCause.HANDLER)).cause()).contains("message[0]: ");
        assertThat(up("row36-gets").incarnation()).isOne();
    }
}
