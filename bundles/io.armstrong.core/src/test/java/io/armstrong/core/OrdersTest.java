package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult.Error;
import io.armstrong.core.OrderResult.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a supervisor can be asked: OTP S71 to S77, S107, and what design D5 needs by hand. */
class OrdersTest {
    private final Script s = Script.of(ONE_FOR_ONE, 3, "a", "b", "c");

    @Test
    void startChildAppends() {
        assertThat(s.order(token -> new SupervisorEvent.StartNew(token, Script.spec("d"))))
                .isEqualTo(new OrderResult.Started("d", 1));
        assertThat(s.children()).isEqualTo("a1 b1 c1 d1");
        assertThat(s.order(token -> new SupervisorEvent.StartNew(token, Script.spec("d"))))
                .isEqualTo(new Refused(Error.ALREADY_STARTED));
        s.order(token -> new SupervisorEvent.Terminate(token, "d", false));
        assertThat(s.order(token -> new SupervisorEvent.StartNew(token, Script.spec("d"))))
                .isEqualTo(new Refused(Error.ALREADY_PRESENT));
    }

    @Test
    void startChildKeepsNothingThatFailed() {
        s.starts("d", "boom");
        assertThat(s.order(token -> new SupervisorEvent.StartNew(token, Script.spec("d"))))
                .isEqualTo(new OrderResult.StartFailed(ExitReason.parse("boom")));
        assertThat(s.reports).isEmpty();
        assertThat(s.children()).isEqualTo("a1 b1 c1");
    }

    @Test
    void startChildRefusesSignificantUnderNever() {
        assertThat(s.order(token -> new SupervisorEvent.StartNew(token, Script.spec("d:transient!"))))
                .isEqualTo(new Refused(Error.BAD_COMBINATION));
    }

    @Test
    void restartAndDeleteAreForStoppedChildren() {
        assertThat(s.order(token -> new SupervisorEvent.Restart(token, "a"))).isEqualTo(new Refused(Error.RUNNING));
        assertThat(s.order(token -> new SupervisorEvent.Delete(token, "a"))).isEqualTo(new Refused(Error.RUNNING));
        assertThat(s.order(token -> new SupervisorEvent.Delete(token, "z"))).isEqualTo(new Refused(Error.NOT_FOUND));
        s.order(token -> new SupervisorEvent.Terminate(token, "a", false));
        assertThat(s.order(token -> new SupervisorEvent.Restart(token, "a")))
                .isEqualTo(new OrderResult.Started("a", 2));
    }

    /** Its group waits for it: started alone it would leave the others down for good (found by the simulator). */
    @Test
    void aChildThatRestartsWithItsGroupIsNotRecycled() {
        Script group = Script.of(ONE_FOR_ALL, 9, "a", "b").starts("a", "boom");
        long token = group.token();
        group.burst(
                new SupervisorEvent.ChildExited("b", 1, ExitReason.KILLED), new SupervisorEvent.Recycle(token, "a"));
        assertThat(group.answers).containsExactly(new Refused(Error.RESTARTING));
        assertThat(group.children()).isEqualTo("a3 b2");
    }

    @Test
    void whichChildrenIsNewestFirst() {
        s.order(token -> new SupervisorEvent.Terminate(token, "b", false));
        OrderResult.Children rows = (OrderResult.Children) s.order(SupervisorEvent.WhichChildren::new);
        assertThat(rows.rows()).extracting(OrderResult.Row::id).containsExactly("c", "b", "a");
        assertThat(rows.rows())
                .extracting(OrderResult.Row::state)
                .containsExactly(OrderResult.State.RUNNING, OrderResult.State.STOPPED, OrderResult.State.RUNNING);
    }

    @Test
    void changedSpecsKeepProcessesAndStartNothing() {
        s.order(token -> new SupervisorEvent.ChangeSpecs(
                token,
                new SupervisorSpec(
                        "sup", ONE_FOR_ALL, Intensity.OTP_DEFAULT, AutoShutdown.NEVER, Script.specs("c", "d", "a"))));
        assertThat(s.children()).isEqualTo("c1 d:down a1 b1");
        assertThat(s.crash("b")).isEqualTo("-a1 -c1 +c2 +d1 +a2 +b2");
    }

    @Test
    void recycleIsOneStopAndOneStartCountedNowhere() {
        Script all = Script.of(ONE_FOR_ALL, 0, "a", "b");
        assertThat(all.tell(new SupervisorEvent.Recycle(all.token(), "a"))).isEqualTo("-a1 +a2");
        assertThat(all.answers).containsExactly(new OrderResult.Started("a", 2));
    }

    @Test
    void isolateKeepsDownAndRestoreBringsBackWithTheOthersOfTheScope() {
        Script rest = Script.of(REST_FOR_ONE, 0, "a", "b", "c", "d");
        rest.order(token -> new SupervisorEvent.Terminate(token, "d", false));
        assertThat(rest.tell(new SupervisorEvent.Isolate(rest.token(), "b"))).isEqualTo("-b1");
        assertThat(rest.order(token -> new SupervisorEvent.Restart(token, "b")))
                .isEqualTo(new Refused(Error.SET_ASIDE));
        assertThat(rest.tell(new SupervisorEvent.Restore(rest.token(), "b"))).isEqualTo("+b2 -c1 +c2");
        assertThat(rest.children()).isEqualTo("a1 b2 c2 d:down");
        assertThat(rest.order(token -> new SupervisorEvent.Restore(token, "b")))
                .isEqualTo(new Refused(Error.NOT_SET_ASIDE));
    }

    @Test
    void restoreThatFailsLeavesItIsolated() {
        s.order(token -> new SupervisorEvent.Isolate(token, "b"));
        s.starts("b", "boom");
        assertThat(s.order(token -> new SupervisorEvent.Restore(token, "b")))
                .isEqualTo(new OrderResult.StartFailed(ExitReason.parse("boom")));
        assertThat(s.children()).isEqualTo("a1 b:isolated c1");
    }

    @Test
    void isolateIsRefusedUnderOneForAll() {
        Script all = Script.of(ONE_FOR_ALL, 1, "a", "b");
        assertThat(all.order(token -> new SupervisorEvent.Isolate(token, "a")))
                .isEqualTo(new Refused(Error.ONE_FOR_ALL));
    }

    @Test
    void whileHeldItsExitsAndOrdersWait() {
        long hold = s.token();
        s.tell(new SupervisorEvent.Hold(hold, List.of("b")));
        assertThat(s.answers).containsExactly(OrderResult.DONE);
        assertThat(s.children()).isEqualTo("a1 b1 c1");
        assertThat(s.crash("a")).isEqualTo("+a2");
        assertThat(s.crash("b")).isEmpty();
        assertThat(s.tell(new SupervisorEvent.Terminate(s.token(), "c", false))).isEmpty();
        assertThat(s.tell(new SupervisorEvent.Released(hold))).isEqualTo("+b2 -c1");
    }

    @Test
    void aSecondHoldJoinsTheFirst() {
        long first = s.token();
        long second = s.token();
        s.tell(new SupervisorEvent.Hold(first, List.of("b")));
        assertThat(s.tell(new SupervisorEvent.Terminate(s.token(), "c", false))).isEmpty();
        s.tell(new SupervisorEvent.Hold(second, List.of("a")));
        assertThat(s.answers).containsExactly(OrderResult.DONE, OrderResult.DONE);
        s.tell(new SupervisorEvent.Hold(s.token(), List.of("a")));
        assertThat(s.answers).last().isEqualTo(new Refused(Error.NOT_RUNNING));
        assertThat(s.tell(new SupervisorEvent.Released(first))).isEmpty();
        assertThat(s.status("b")).isEqualTo("up");
        assertThat(s.status("a")).isEqualTo("upgrading");
        assertThat(s.crash("a")).isEmpty();
        assertThat(s.tell(new SupervisorEvent.Released(second))).isEqualTo("-c1 +a2");
    }

    @Test
    void whoIsKeptDownStartsWhenItIsReleased() {
        s.order(token -> new SupervisorEvent.Terminate(token, "b", false));
        long hold = s.token();
        s.tell(new SupervisorEvent.HoldDown(hold, List.of("b")));
        assertThat(s.answers).last().isEqualTo(OrderResult.DONE);
        assertThat(s.status("b")).isEqualTo("down");
        assertThat(s.tell(new SupervisorEvent.Restart(s.token(), "b"))).isEmpty();
        assertThat(s.crash("a")).as("none of its business").isEqualTo("+a2");
        assertThat(s.tell(new SupervisorEvent.Released(hold))).isEqualTo("+b2");
    }

    @Test
    void onlyWhoIsDownIsKeptDownAndByOneHand() {
        assertThat(s.order(token -> new SupervisorEvent.HoldDown(token, List.of("b"))))
                .isEqualTo(new Refused(Error.RUNNING));
        s.order(token -> new SupervisorEvent.Isolate(token, "b"));
        s.tell(new SupervisorEvent.HoldDown(s.token(), List.of("b")));
        assertThat(s.order(token -> new SupervisorEvent.HoldDown(token, List.of("b"))))
                .isEqualTo(new Refused(Error.RESTARTING));
        assertThat(s.order(token -> new SupervisorEvent.Hold(token, List.of("b"))))
                .isEqualTo(new Refused(Error.NOT_RUNNING));
        assertThat(s.status("b")).isEqualTo("isolated");
    }

    @Test
    void aTrialOfWhoIsKeptDownWaits() {
        Script open = Script.under("circuit_break<9 isolate", ONE_FOR_ONE, 20, "a", "b");
        open.crash("a");
        long hold = open.token();
        open.tell(new SupervisorEvent.HoldDown(hold, List.of("a")));
        assertThat(open.pass(60.1)).isEmpty();
        assertThat(open.tell(new SupervisorEvent.Released(hold))).isEqualTo("+a2");
    }

    @Test
    void aHoldBreaksWhenTheSupervisorEnds() {
        long hold = s.token();
        s.tell(new SupervisorEvent.Hold(hold, List.of("b")));
        assertThat(SupervisorCore.decide(s.state, new SupervisorEvent.ParentExited(ExitReason.SHUTDOWN), 0))
                .contains(new SupervisorEffect.HoldBroken(hold));
    }

    @Test
    void aHungChildStaysWhereItIs() {
        Script rest = Script.of(REST_FOR_ONE, 3, "a", "b", "c");
        rest.tell(new SupervisorEvent.ChildHung("b", 1, ExitReason.parse("stop overran every deadline")));
        assertThat(rest.crash("a")).isEqualTo("-c1 +a2 +c2");
        assertThat(rest.children()).isEqualTo("a2 b:hung c2");
    }

    @Test
    void afterTheEndEverybodyGetsNoproc() {
        s.shutdown();
        assertThat(s.order(SupervisorEvent.WhichChildren::new)).isEqualTo(new Refused(Error.NOPROC));
    }

    @Test
    void whyIsToldWithRuleAndCount() {
        s.crash("a");
        assertThat(s.decisions)
                .containsExactly(new SupervisorEffect.Decided(
                        "a", "restart", "permanent child, one_for_one", "otp", 0, 1, "start a"));
    }
}
