package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.EscalationAction;
import io.armstrong.api.EscalationPolicy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Row E2: policies as services, replaced while they are in use; one that throws or loops falls back to the tier's default. */
class E2PolicyServicesTest extends Trees {
    private ServiceRegistration<?> offer(String name, int ranking, EscalationPolicy policy) {
        return context.registerService(
                EscalationPolicy.class,
                policy,
                FrameworkUtil.asDictionary(Map.of(EscalationPolicy.NAME, name, Constants.SERVICE_RANKING, ranking)));
    }

    private List<String> failures(String id) {
        return journal.entries(id, 100).stream()
                .filter(entry -> entry.event() instanceof ArmstrongEvent.PolicyFailed)
                .map(entry -> ((ArmstrongEvent.PolicyFailed) entry.event()).cause())
                .toList();
    }

    @Test
    void theServiceOfTheHighestRankingIsAskedAndCanBeReplaced() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        ServiceRegistration<?> strict = offer("e2-mine", 0, (child, reason, restarts) -> {
            asked.add(child + " " + reason.text() + " " + restarts);
            return EscalationAction.ISOLATE;
        });
        echo("e2-a", "tier=normal;policy=e2-mine;policyDeadline=10000");
        up("e2-a");
        supervision.crash("e2-a", "boom");
        await().until(() -> status("e2-a") == ChildStatus.ISOLATED);
        assertThat(asked).containsExactly("e2-a boom 0");
        await().until(() -> supervision.why("e2-a").rule().contains("e2-mine answers isolate"));

        ServiceRegistration<?> mild = offer("e2-mine", 1, (child, reason, restarts) -> EscalationAction.RESTART);
        get(supervision.restore("e2-a"));
        crashAndBack("e2-a");
        mild.unregister();
        supervision.crash("e2-a", "boom");
        await().until(() -> status("e2-a") == ChildStatus.ISOLATED);
        assertThat(asked).last().isEqualTo("e2-a boom 1");
        strict.unregister();
    }

    @Test
    void oneThatThrowsOrIsNotThereFallsBackToTheTiersDefaultAndIsReported() throws Exception {
        echo("e2-b", "tier=normal;policy=e2-throws;policyDeadline=10000");
        crashAndBack("e2-b");
        ServiceRegistration<?> thrower = offer("e2-throws", 0, (child, reason, restarts) -> {
            throw new IllegalStateException("no idea");
        });
        crashAndBack("e2-b");
        thrower.unregister();
        assertThat(failures("e2-b")).hasSize(2);
        assertThat(failures("e2-b").get(0)).contains("is not there").contains("armstrong.policy=e2-throws");
        assertThat(failures("e2-b").get(1)).contains("no idea");
        assertThat(supervision.why("e2-b").rule()).contains("normal is restart<5");
    }

    @Test
    void oneThatHangsIsGivenUpAtItsDeadlineAndNotAskedAgainBeforeItReturns() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        ServiceRegistration<?> hanging = offer("e2-hangs", 0, (child, reason, restarts) -> {
            awaitWhateverComes(stuck);
            return EscalationAction.RESTART;
        });
        echo("e2-c", "tier=normal;policy=e2-hangs;policyDeadline=500");
        echo("e2-d", "tier=normal");
        crashAndBack("e2-c");
        assertThat(failures("e2-c")).containsExactly("did not answer within 500 ms");
        crashAndBack("e2-d");
        crashAndBack("e2-c");
        assertThat(failures("e2-c")).last().isEqualTo("has not returned from an earlier question");
        stuck.countDown();
        await().until(() -> {
            int before = failures("e2-c").size();
            if (before > 4) throw new AssertionError("it is never asked again: " + failures("e2-c"));
            get(supervision.restart("e2-c"));
            crashAndBack("e2-c");
            return failures("e2-c").size() == before;
        });
        hanging.unregister();
    }

    /** Heeds no interrupt. */
    private static void awaitWhateverComes(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException notNow) {
                Thread.onSpinWait();
            }
        }
    }
}
