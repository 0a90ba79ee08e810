package io.armstrong.core;

import static io.armstrong.api.Strategy.SIMPLE_ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.core.OrderResult.Error;
import io.armstrong.core.OrderResult.Refused;
import org.junit.jupiter.api.Test;

/** Feature S5: dynamic children (OTP S78). */
class S5DynamicChildrenTest {
    private final Script s = Script.of(SIMPLE_ONE_FOR_ONE, 3, "t:transient");

    @Test
    void shouldStartAThousandFromOneTemplate() {
        for (int i = 0; i < 1_000; i++) start("w" + i);
        assertThat(s.order(token -> new SupervisorEvent.CountChildren(token, java.util.Set.of())))
                .isEqualTo(new OrderResult.Counts(1, 1_000, 0, 1_000));
    }

    @Test
    void shouldForgetWhoIsStoppedOrFinished() {
        start("x");
        start("y");
        s.exit("x", "normal");
        s.order(token -> new SupervisorEvent.Terminate(token, "y", false));
        assertThat(s.children()).isEmpty();
    }

    @Test
    void shouldKeepNothingOfAFailedStart() {
        s.starts("x", "boom").starts("y", "ignore");
        assertThat(start("x")).isEqualTo(new OrderResult.StartFailed(io.armstrong.api.ExitReason.parse("boom")));
        assertThat(start("y")).isEqualTo(new OrderResult.Ignored("y"));
        assertThat(s.children()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsForStaticChildren() {
        start("x");
        assertThat(s.order(token -> new SupervisorEvent.Restart(token, "x")))
                .isEqualTo(new Refused(Error.SIMPLE_ONE_FOR_ONE));
        assertThat(s.order(token -> new SupervisorEvent.Delete(token, "x")))
                .isEqualTo(new Refused(Error.SIMPLE_ONE_FOR_ONE));
        assertThat(s.order(token -> new SupervisorEvent.Terminate(token, "t", false)))
                .isEqualTo(new Refused(Error.SIMPLE_ONE_FOR_ONE));
        assertThat(s.order(token -> new SupervisorEvent.Terminate(token, "gone", true)))
                .isEqualTo(OrderResult.DONE);
        assertThat(s.order(token -> new SupervisorEvent.Terminate(token, "stranger", false)))
                .isEqualTo(new Refused(Error.NOT_FOUND));
    }

    @Test
    void shouldFoldReportsOfAParallelStop() {
        start("x");
        start("y");
        s.hanging().shutdown();
        for (String id : java.util.List.of("x", "y"))
            s.tell(new SupervisorEvent.ChildStopped(id, 1, io.armstrong.api.ExitReason.KILLED));
        assertThat(s.reports).containsExactly("shutdown_error t killed x2");
        assertThat(s.state.ended()).isTrue();
    }

    private OrderResult start(String id) {
        return s.order(token -> new SupervisorEvent.StartDynamic(token, id, id));
    }
}
