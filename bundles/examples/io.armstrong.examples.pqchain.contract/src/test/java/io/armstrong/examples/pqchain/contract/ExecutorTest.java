package io.armstrong.examples.pqchain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.examples.pqchain.contract.Executor.Fired;
import io.armstrong.examples.pqchain.contract.Executor.NotEnabled;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ExecutorTest {
    @Nested
    class Approval {
        private final Net net = Nets.named("approval");

        @Test
        void shouldNeedTwoOfThreeVotes() {
            Case one = fire(net, Case.of(net), "approve", Map.of());
            assertThat(Executor.fire(net, one, "accept", Map.of()))
                    .isEqualTo(new NotEnabled("accept needs 2 in yes: there is 1"));
            Case two = fire(net, fire(net, one, "reject", Map.of()), "approve", Map.of());
            Fired accepted = (Fired) Executor.fire(net, two, "accept", Map.of());
            assertThat(accepted.effects()).containsExactly("approved");
            assertThat(accepted.next().marking()).isEqualTo(Map.of("accepted", 1L, "no", 1L));
            assertThat(Executor.enabled(net, accepted.next())).isEmpty();
        }

        @Test
        void shouldLeaveTheCaseItWasGivenAlone() {
            Case first = Case.of(net);
            fire(net, first, "approve", Map.of());
            assertThat(first).isEqualTo(Case.of(net));
        }
    }

    @Nested
    class Escrow {
        private final Net net = Nets.named("escrow");

        @Test
        void shouldPayTheSellerWhenMoneyAndGoodsMeet() {
            Case funded = fire(net, Case.of(net), "deposit", Map.of("amount", 70L));
            assertThat(funded.marking()).isEqualTo(Map.of("money", 1L, "goodsDue", 1L));
            assertThat(funded.variables()).isEqualTo(Map.of("held", 70L));
            Case done = fire(net, fire(net, funded, "ship", Map.of()), "confirm", Map.of());
            assertThat(done.marking()).isEqualTo(Map.of("done", 1L));
            assertThat(done.variables()).isEqualTo(Map.of("held", 0L));
            assertThat(done.log()).containsExactly("deposit: hold 70", "ship", "confirm: pay seller 70");
        }

        @Test
        void shouldCompensateADepositUntilTheGoodsLeave() {
            Case funded = fire(net, Case.of(net), "deposit", Map.of("amount", 70L));
            assertThat(((Fired) Executor.fire(net, funded, "refund", Map.of())).effects())
                    .containsExactly("pay buyer 70");
            Case shipped = fire(net, funded, "ship", Map.of());
            assertThat(Executor.fire(net, shipped, "refund", Map.of())).isInstanceOf(NotEnabled.class);
        }

        @Test
        void shouldObeyItsGuard() {
            assertThat(Executor.fire(net, Case.of(net), "deposit", Map.of("amount", 0L)))
                    .isEqualTo(new NotEnabled("deposit needs amount > 0"));
            assertThat(Executor.fire(net, Case.of(net), "rob", Map.of())).isInstanceOf(NotEnabled.class);
        }
    }

    @Nested
    class Token {
        private final Net net = Nets.named("token");

        @Test
        void shouldNeitherMakeNorLoseATokenWhateverIsFired() {
            Random random = new Random(42);
            List<String> names = net.transitionNames();
            Case now = Case.of(net);
            for (int i = 0; i < 5_000; i++) {
                if (Executor.fire(net, now, names.get(random.nextInt(names.size())), Map.of()) instanceof Fired fired)
                    now = fired.next();
                assertThat(now.marking().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(1000);
            }
            assertThat(now.log()).hasSize(Case.MAX_LOG);
        }

        @Test
        void shouldStandStillWhenFrozen() {
            Case frozen = fire(net, Case.of(net), "freeze", Map.of());
            assertThat(Executor.fire(net, frozen, "issue", Map.of()))
                    .isEqualTo(new NotEnabled("issue needs frozen = 0"));
            assertThat(Executor.fire(net, fire(net, frozen, "thaw", Map.of()), "issue", Map.of()))
                    .isInstanceOf(Fired.class);
        }
    }

    private static Case fire(Net net, Case now, String transition, Map<String, Long> arguments) {
        return ((Fired) Executor.fire(net, now, transition, arguments)).next();
    }
}
