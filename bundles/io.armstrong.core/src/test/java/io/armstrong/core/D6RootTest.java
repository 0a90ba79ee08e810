package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Decision D6, the logic: a child that cannot start takes nobody along that its policy does not name; a root that degrades lives on. */
class D6RootTest {
    @Nested
    class AtBoot {
        @Test
        void shouldGoOnWithoutAnIndependentChildThatCannotStart() {
            Script s = Script.unbooted(
                            Script.unbootedSpec(ONE_FOR_ONE, 5, "a", "b").withPolicy("peripheral"))
                    .starts("a", "no", "no", "no", "no", "no");
            assertThat(s.boot()).isEqualTo("!a1 +b1 !a2 !a3 !a4");
            assertThat(s.children()).isEqualTo("a:isolated b1");
            assertThat(s.state.running()).isTrue();
        }

        @Test
        void shouldTryAgainInPlaceWhatOthersDependOn() {
            Script s = Script.unbooted(
                            Script.unbootedSpec(REST_FOR_ONE, 5, "a", "b").withPolicy("critical"))
                    .starts("a", "no", "no");
            assertThat(s.boot()).isEqualTo("!a1 !a2 +a3 +b1");
            assertThat(s.state.running()).isTrue();
        }

        @Test
        void shouldFailWhenItsPolicyEscalates() {
            Script s = Script.unbooted(
                            Script.unbootedSpec(ONE_FOR_ALL, 9, "a", "b").withPolicy("error-kernel"))
                    .starts("b", "no", "no", "no", "no");
            assertThat(s.boot()).isEqualTo("+a1 !b1 !b2 !b3 !b4 -a1 exit:{shutdown,{failed_to_start_child,b,no}}");
        }

        @Test
        void shouldWaitForAPolicyInPlace() {
            Script s = Script.unbooted(
                            Script.unbootedSpec(REST_FOR_ONE, 9, "a", "b").withPolicy("mine"))
                    .starts("a", "no");
            assertThat(s.boot()).isEqualTo("!a1");
            assertThat(s.answer(io.armstrong.api.EscalationAction.CIRCUIT_BREAK))
                    .isEqualTo("+b1");
            assertThat(s.pass(60)).isEqualTo("+a2");
        }
    }

    @Test
    void shouldKeepWhatRunsWhenItDegrades() {
        Script s = Script.under("restart<1 escalate", REST_FOR_ONE, 9, "kernel", "critical", "normal");
        s.state.degrades(true);
        s.crash("critical");
        assertThat(s.crash("critical")).isEmpty();
        assertThat(s.children()).isEqualTo("kernel1 critical:failed normal2");
        assertThat(s.decision().rule()).contains("degrades");
    }

    @Test
    void shouldEndWhenItHalts() {
        Script s = Script.under("restart<1 escalate", REST_FOR_ONE, 9, "kernel", "critical", "normal");
        s.crash("critical");
        assertThat(s.crash("critical")).isEqualTo("-normal2 -kernel1 exit:shutdown");
    }
}
