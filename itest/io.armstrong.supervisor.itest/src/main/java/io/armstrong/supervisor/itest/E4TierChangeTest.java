package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.RestartType;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.Tier;
import org.junit.jupiter.api.Test;

/** Row E4: a normal child moved to peripheral goes over as it runs and obeys 5/60 transient at its next exit. */
class E4TierChangeTest extends Trees {
    @Test
    void aNormalChildMovedToPeripheralIsTransientFromThenOnAndKeepsItsState() throws Exception {
        echo("e4-a", "tier=normal");
        ChildReport before = up("e4-a");
        assertThat(before.restart()).isEqualTo(RestartType.PERMANENT);
        assertThat(get(supervision.call("e4-a", "hello", LONG))).isEqualTo(1L);

        ChildReport moved = get(supervision.changeTier("e4-a", Tier.PERIPHERAL));
        assertThat(moved.supervisor()).isEqualTo("peripheral");
        assertThat(moved.tier()).isEqualTo(Tier.PERIPHERAL);
        assertThat(moved.restart()).isEqualTo(RestartType.TRANSIENT);
        assertThat(moved.incarnation()).isEqualTo(before.incarnation());
        assertThat(get(supervision.call("e4-a", "hello", LONG)))
                .as("its state went with it")
                .isEqualTo(2L);

        crashAndBack("e4-a");
        assertThat(supervision.why("e4-a").limit()).isEqualTo(Tier.PERIPHERAL.intensity());
        assertThat(supervision.why("e4-a").rule()).contains("transient child").contains("peripheral is restart<3");
        supervision.crash("e4-a", "normal");
        await().until(() -> status("e4-a") == ChildStatus.DOWN);
    }

    @Test
    void itMovesBackAndUpAgain() throws Exception {
        echo("e4-b", "tier=peripheral");
        up("e4-b");
        get(supervision.changeTier("e4-b", Tier.CRITICAL));
        assertThat(up("e4-b").supervisor()).isEqualTo("critical");
        get(supervision.changeTier("e4-b", Tier.NORMAL));
        crashAndBack("e4-b");
        assertThat(supervision.why("e4-b").limit()).isEqualTo(Tier.NORMAL.intensity());
    }

    @Test
    void oneUnderASupervisorOfItsOwnNamingIsNotMoved() throws Exception {
        supervisor("e4-sup", "tier=normal");
        echo("e4-c", "supervisor=e4-sup");
        up("e4-c");
        assertThatThrownBy(() -> get(supervision.changeTier("e4-c", Tier.PERIPHERAL)))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining("it stands under e4-sup");
        assertThat(up("e4-c").supervisor()).isEqualTo("e4-sup");
    }
}
