package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Row E3: isolate stops the bundle and keeps the spec, restore brings the child back with half its budget. */
class E3IsolateRestoreTest extends Trees {
    @Test
    void anIsolatedChildIsStoppedAndFailsItsCallsUntilItIsRestoredWithHalfItsBudget() throws Exception {
        supervisor("e3-sup", "tier=normal", "intensity=20", "period=60000", "policy=restart");
        Bundle bundle = echo("e3-a", "supervisor=e3-sup;maxRestarts=2;restartWindow=60000");
        up("e3-a");
        crashAndBack("e3-a");
        get(supervision.isolate("e3-a"));
        assertThat(status("e3-a")).isEqualTo(ChildStatus.ISOLATED);
        await().until(() -> bundle.getState() == Bundle.RESOLVED);
        assertThatThrownBy(() -> get(supervision.call("e3-a", "hello", LONG))).isInstanceOf(SupervisionException.class);
        assertThatThrownBy(() -> get(supervision.start("e3-a")))
                .hasMessageContaining("isolated")
                .isInstanceOfSatisfying(SupervisionException.class, told -> assertThat(told.remedy())
                        .isEqualTo("sup:restore e3-a"));

        ChildReport back = get(supervision.restore("e3-a"));
        assertThat(back.status()).isEqualTo(ChildStatus.UP);
        assertThat(get(supervision.call("e3-a", "hello", LONG))).isEqualTo(1L);
        crashAndBack("e3-a");
        long before = up("e3-a").incarnation();
        supervision.crash("e3-a", "boom");
        await().until(() -> journal.entries("e3-a", 20).stream()
                .anyMatch(entry -> entry.event() instanceof ArmstrongEvent.Decided decided
                        && decided.decision().equals("escalate")
                        && decided.rule().contains("its own limit is 1/60s")));
        upAfter("e3-a", before);
    }

    @Test
    void whatAPolicyIsolatedStaysSoWhenItsSupervisorIsRestarted() throws Exception {
        supervisor("e3-group", "tier=normal", "intensity=20", "period=60000", "restart=permanent");
        echo("e3-b", "supervisor=e3-group;policy=isolate");
        echo("e3-c", "supervisor=e3-group;policy=escalate");
        up("e3-b");
        long sibling = up("e3-c").incarnation();
        supervision.crash("e3-b", "boom");
        await().until(() -> status("e3-b") == ChildStatus.ISOLATED);
        supervision.crash("e3-c", "boom");
        upAfter("e3-c", sibling);
        assertThat(status("e3-b")).isEqualTo(ChildStatus.ISOLATED);
        get(supervision.restore("e3-b"));
        up("e3-b");
    }

    @Test
    void oneAloneIsNotIsolatedUnderOneForAll() throws Exception {
        supervisor("e3-all", "tier=normal", "strategy=one_for_all");
        echo("e3-d", "supervisor=e3-all");
        up("e3-d");
        assertThatThrownBy(() -> get(supervision.isolate("e3-d")))
                .isInstanceOfSatisfying(SupervisionException.class, told -> assertThat(told.code())
                        .isEqualTo(Code.REFUSED));
    }
}
