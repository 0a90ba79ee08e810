package io.armstrong.examples.pqchain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.examples.pqchain.api.ContractCall.Fired;
import io.armstrong.examples.pqchain.api.ContractCall.View;
import io.armstrong.examples.pqchain.api.Refused;
import io.armstrong.testkit.Workbench;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContractTest {
    private final Contract template = new Contract();
    private final Workbench bench = new Workbench()
            .add("contract-1", template, Map.of("net", "approval"))
            .add("contract-2", template, Map.of("net", "escrow"));

    @Test
    void shouldFireWhatAPersonTypes() {
        assertThat(bench.say("contract-1", "fire", "approve"))
                .isEqualTo(new Fired("approve", Map.of("ballots", 2L, "yes", 1L), Map.of(), List.of()));
        assertThat(bench.say("contract-2", "fire", "deposit", "amount=5"))
                .isEqualTo(new Fired(
                        "deposit", Map.of("money", 1L, "goodsDue", 1L), Map.of("held", 5L), List.of("hold 5")));
    }

    @Test
    void shouldKeepInstancesApart() {
        bench.say("contract-1", "fire", "approve");
        assertThat(((View) bench.say("contract-2", "show")).marking()).isEqualTo(Map.of("agreed", 1L));
    }

    @Test
    void shouldSimulateWithoutEffect() {
        Object before = bench.state("contract-1");
        assertThat(bench.say("contract-1", "simulate", "approve")).isInstanceOf(Fired.class);
        assertThat(bench.state("contract-1")).isEqualTo(before);
    }

    @Test
    void shouldRefuseWhatIsNotEnabledAndLiveOn() {
        assertThat(bench.say("contract-1", "fire", "accept")).isInstanceOf(Refused.class);
        assertThat(bench.say("contract-2", "fire", "deposit"))
                .isEqualTo(new Refused("no value for 'amount': give amount=NUMBER"));
        assertThat(bench.exit("contract-1")).isEmpty();
    }

    @Test
    void shouldFailToStartWithoutANet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> bench.add("contract-3", template, Map.of("net", "poker")))
                .withMessage("no net 'poker': start with net=[approval, escrow, token]");
        assertThatThrownBy(() -> bench.add("contract-4", template)).hasMessageContaining("start with net=");
    }
}
