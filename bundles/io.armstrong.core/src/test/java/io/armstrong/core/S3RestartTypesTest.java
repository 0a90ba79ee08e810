package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.Intensity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Feature S3: three restart types by the ways to end (OTP S30), and what is reported (S32). */
class S3RestartTypesTest {
    @ParameterizedTest(name = "a {0} child that ends with {1}")
    @CsvSource(delimiter = '|', textBlock = """
            permanent | normal       | a2
            permanent | shutdown     | a2
            permanent | {shutdown,x} | a2
            permanent | boom         | a2
            permanent | killed       | a2
            transient | normal       | a:down
            transient | shutdown     | a:down
            transient | {shutdown,x} | a:down
            transient | boom         | a2
            transient | killed       | a2
            temporary | normal       | ''
            temporary | shutdown     | ''
            temporary | {shutdown,x} | ''
            temporary | boom         | ''
            temporary | killed       | ''
            """)
    void shouldFollowTheTable(String type, String reason, String after) {
        Script s = Script.of(ONE_FOR_ONE, 3, "a:" + type);
        s.exit("a", reason);
        assertThat(s.children()).isEqualTo(after);
        boolean abnormal = reason.equals("boom") || reason.equals("killed");
        assertThat(s.reports)
                .isEqualTo(
                        type.equals("permanent") || abnormal
                                ? java.util.List.of("child_terminated a " + reason)
                                : java.util.List.of());
    }

    @Test
    void shouldNotCountWhatIsNotARestart() {
        Script s = Script.of(ONE_FOR_ONE, 0, "a:transient", "b:temporary", "c");
        s.exit("a", "normal");
        s.crash("b");
        s.order(token -> new SupervisorEvent.Terminate(token, "c", false));
        s.order(token -> new SupervisorEvent.Restart(token, "c"));
        assertThat(s.children()).isEqualTo("a:down c2");
    }

    @Test
    void shouldShutDownAfterASignificantEnd() {
        Script s = Script.of(
                ONE_FOR_ONE, Intensity.OTP_DEFAULT, AutoShutdown.ALL_SIGNIFICANT, "a", "b:transient!", "c:temporary!");
        assertThat(s.exit("b", "normal")).isEmpty();
        assertThat(s.crash("c")).isEqualTo("-a1 exit:shutdown");
    }

    @Test
    void shouldIgnoreNewsOfEarlierIncarnations() {
        Script s = Script.of(ONE_FOR_ONE, 1, "a");
        s.crash("a");
        assertThat(s.tell(new SupervisorEvent.ChildExited("a", 1, io.armstrong.api.ExitReason.KILLED)))
                .isEmpty();
        assertThat(s.tell(new SupervisorEvent.ChildStopped("a", 1, io.armstrong.api.ExitReason.KILLED)))
                .isEmpty();
        assertThat(s.tell(new SupervisorEvent.ChildStarted("a", 2))).isEmpty();
        assertThat(s.children()).isEqualTo("a2");
    }
}
