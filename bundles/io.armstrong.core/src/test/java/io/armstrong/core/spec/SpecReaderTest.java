package io.armstrong.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.Backoff;
import io.armstrong.api.BlastRadius;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.DriftPolicy;
import io.armstrong.api.Guards;
import io.armstrong.api.Intensity;
import io.armstrong.api.LeakPolicy;
import io.armstrong.api.ParkSpec;
import io.armstrong.api.Recovery;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.api.breaker.BreakerSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpecReaderTest {
    private static final ChildSource SOURCE = new ChildSource.Given();
    private final SpecReader reader = new SpecReader("test.json, key \"a\"");

    @Test
    void fillsInTheDefaultsOfTheTier() {
        ChildSpec spec = reader.child(Map.of("id", "a", "tier", "PERIPHERAL", "restart", ""), SOURCE);
        assertThat(spec.tier()).isEqualTo(Tier.PERIPHERAL);
        assertThat(spec.restart()).isEqualTo(RestartType.TRANSIENT);
        assertThat(spec.shutdown()).isEqualTo(Shutdown.WORKER_DEFAULT);
    }

    @Test
    void readsWordsWhateverTheirCaseAndNumbersWhateverTheirType() {
        ChildSpec spec = reader.child(
                Map.of("id", "a", "tier", "error-kernel", "restart", "Temporary", "shutdown", 250L, "mailbox", 5),
                SOURCE);
        assertThat(spec.tier()).isEqualTo(Tier.ERROR_KERNEL);
        assertThat(spec.restart()).isEqualTo(RestartType.TEMPORARY);
        assertThat(spec.shutdown()).isEqualTo(new Shutdown.Within(Duration.ofMillis(250)));
        assertThat(spec.mailboxBound()).isEqualTo(5);
    }

    @Test
    void aBreakerIsItsTiersUnlessTheAttributeChangesIt() {
        ChildSpec plain = reader.child(Map.of("id", "a", "tier", "critical"), SOURCE);
        assertThat(plain.breaker()).isNull();
        assertThat(plain.breakerInForce()).isEqualTo(BreakerSpec.of(5, Duration.ofSeconds(30), 3));
        ChildSpec own =
                reader.child(Map.of("id", "a", "tier", "critical", "breaker", "trials=1, slowAfter=250"), SOURCE);
        assertThat(own.breakerInForce().failures()).isEqualTo(5);
        assertThat(own.breakerInForce().trials()).isEqualTo(1);
        assertThat(own.breakerInForce().slowAfter()).isEqualTo(Duration.ofMillis(250));
        ChildSpec none = reader.child(Map.of("id", "a", "breaker", "none"), SOURCE);
        assertThat(none.breakerInForce().present()).isFalse();
    }

    @Test
    void readsWhatBecomesOfCallsDuringARestart() {
        assertThat(parking("")).isEqualTo(ParkSpec.DEFAULT);
        assertThat(parking("fail").mode()).isEqualTo(ParkSpec.Mode.FAIL);
        assertThat(parking("park bound=2 limit=30"))
                .isEqualTo(new ParkSpec(ParkSpec.Mode.PARK, 2, Duration.ofMillis(30), ""));
        assertThat(parking("fallback answer=back soon").answer()).isEqualTo("back soon");
        assertThat(parking("fallback answer=-1").answer()).isEqualTo(-1L);
        assertBad(Map.of("id", "a", "parking", "wait"), "{invalid_parking,wait}", "park, fail or fallback");
        assertBad(Map.of("id", "a", "breaker", "failures=many"), "{invalid_breaker,failures=many}", "whole number");
    }

    @Test
    void readsWhatIsDoneAboutCrashes() {
        assertThat(reader.child(Map.of("id", "a"), SOURCE).recovery()).isEqualTo(Recovery.INHERITED);
        Map<String, Object> attributes =
                new HashMap<>(Map.of("id", "a", "policy", "restart<3 circuit_break<5 escalate"));
        attributes.putAll(Map.of("policyDeadline", 50, "maxRestarts", 2, "restartWindow", 9000, "startRetries", 4));
        attributes.putAll(Map.of("backoff", 100, "backoffMax", 800, "backoffFactor", "1.5", "backoffJitter", 0));
        attributes.put("backoffQuiet", 5000);
        Recovery read = reader.child(attributes, SOURCE).recovery();
        assertThat(read)
                .isEqualTo(new Recovery(
                        "restart<3 circuit_break<5 escalate",
                        Duration.ofMillis(50),
                        new Intensity(2, Duration.ofSeconds(9)),
                        4,
                        new Backoff(Duration.ofMillis(100), Duration.ofMillis(800), 1.5, 0, Duration.ofSeconds(5))));
        assertBad(Map.of("id", "a", "policy", "restart<3"), "{invalid_policy,restart<3}", "last rung");
        assertBad(
                Map.of("id", "a", "policy", "restart<x escalate"),
                "{invalid_policy,restart<x escalate}",
                "whole number");
        assertBad(
                Map.of("id", "a", "policy", "restart<3 isolate<2 escalate"),
                "{invalid_policy,restart<3 isolate<2 escalate}",
                "must grow");
        assertBad(Map.of("id", "a", "maxRestarts", -1), "{invalid_max_restarts,-1}", "0 or more");
        assertBad(Map.of("id", "a", "startRetries", "few"), "{invalid_start_retries,few}", "whole number");
        assertBad(Map.of("id", "a", "backoff", 900, "backoffMax", 10), "{invalid_backoff,10}", "below backoff");
        assertBad(Map.of("id", "a", "backoffJitter", 2), "{invalid_backoff,2}", "from 0.0 to 1.0");
    }

    @Test
    void readsThePolicyAndTheBlastRadiusOfASupervisor() {
        SupervisorSpec plain = reader.supervisor(Map.of("id", "s"), List.of());
        assertThat(plain.policy()).isEqualTo("otp");
        assertThat(plain.blast()).isEqualTo(BlastRadius.UNLIMITED);
        SupervisorSpec own = reader.supervisor(
                Map.of("id", "s", "policy", "mine", "blastRadius", 5, "spare", "error-kernel critical"), List.of());
        assertThat(own.policy()).isEqualTo("mine");
        assertThat(own.blast()).isEqualTo(new BlastRadius(5, Set.of(Tier.ERROR_KERNEL, Tier.CRITICAL)));
    }

    private ParkSpec parking(String words) {
        return reader.child(Map.of("id", "a", "parking", words), SOURCE).parking();
    }

    @Test
    void namesPlaceValueAndRuleOfEveryFault() {
        assertBad(
                Map.of("id", "a", "restart", "sometimes"),
                "{invalid_restart_type,sometimes}",
                "permanent, transient, temporary");
        assertBad(
                Map.of("id", "a", "shutdown", "-1"), "{invalid_shutdown,-1}", "milliseconds, brutal_kill or infinity");
        assertBad(Map.of("id", "a", "type", "manager"), "{invalid_child_type,manager}", "worker, supervisor");
        assertBad(Map.of("id", "a b"), "{invalid_id,a b}", "letters, digits");
        assertBad(Map.of("tier", "normal"), "missing_id", "every child has one");
        assertBad(Map.of("id", "a", "restrat", "permanent"), "{invalid_attribute,restrat}", "did you mean restart?");
    }

    @Test
    void readsWhatWatchesOverAChild() {
        ChildSpec spec = reader.child(
                Map.of("id", "a", "heartbeat", 250, "memory", "1000000", "backlog", "7", "checkFailures", 1), SOURCE);
        assertThat(spec.guards())
                .isEqualTo(Guards.DEFAULT
                        .withHeartbeat(Duration.ofMillis(250))
                        .withMemory(1_000_000, Guards.DEFAULT.memoryPeriod())
                        .withBacklog(7)
                        .withChecks(Guards.DEFAULT.checkPeriod(), Guards.DEFAULT.checkDeadline(), 1, 3));
        assertThat(reader.child(Map.of("id", "a"), SOURCE).guards()).isEqualTo(Guards.DEFAULT);
        assertThat(reader.child(Map.of("id", "a", "checkWindow", 1), SOURCE)
                        .guards()
                        .checkFailures())
                .isEqualTo(1);
        assertBad(Map.of("id", "a", "heartbeat", "-1"), "{invalid_heartbeat,-1}", "0 or more");
        assertBad(
                Map.of("id", "a", "checkFailures", "4", "checkWindow", "2"),
                "{invalid_check_failures,4}",
                "not be more than checkWindow, which is 2");
    }

    @Test
    void readsWhatIsDoneAboutLeaksAndDrift() {
        ChildSpec spec =
                reader.child(Map.of("id", "a", "leak", "isolate", "leakCeiling", 2, "drift", "revert"), SOURCE);
        assertThat(spec.guards()).isEqualTo(Guards.DEFAULT.withLeak(LeakPolicy.ISOLATE, 2));
        assertThat(spec.drift()).isEqualTo(DriftPolicy.REVERT);
        assertThat(reader.child(Map.of("id", "a"), SOURCE).drift()).isEqualTo(DriftPolicy.ADOPT);
        assertThat(Guards.DEFAULT.leak()).isEqualTo(LeakPolicy.REFUSE);
        assertBad(Map.of("id", "a", "leak", "halt"), "{invalid_leak,halt}", "one of warn, refuse, isolate");
        assertBad(Map.of("id", "a", "leakCeiling", "0"), "{invalid_leak_ceiling,0}", "1 or more");
        assertBad(Map.of("id", "a", "drift", "keep"), "{invalid_drift,keep}", "one of adopt, revert, alarm");
    }

    @Test
    void refusesASupervisorWhole() {
        ChildSpec a = ChildSpec.of("a");
        assertThatThrownBy(() -> reader.supervisor(Map.of("id", "s", "strategy", "one_for_none"), List.of()))
                .isInstanceOfSatisfying(BadSpec.class, bad -> assertThat(bad.startReason())
                        .isEqualTo("{supervisor_data,{invalid_strategy,one_for_none}}"));
        assertThatThrownBy(() -> reader.supervisor(Map.of("id", "s"), List.of(a, a)))
                .isInstanceOfSatisfying(BadSpec.class, bad -> assertThat(bad.startReason())
                        .isEqualTo("{start_spec,{duplicate_child_name,a}}"));
        assertThatThrownBy(() -> reader.supervisor(Map.of("id", "s"), List.of(a.withSignificant(true))))
                .isInstanceOfSatisfying(BadSpec.class, bad -> assertThat(bad.term())
                        .isEqualTo("{bad_combination,[{auto_shutdown,never},{significant,true}]}"));
    }

    private void assertBad(Map<String, ?> attributes, String term, String rule) {
        assertThatThrownBy(() -> reader.child(attributes, SOURCE)).isInstanceOfSatisfying(BadSpec.class, bad -> {
            assertThat(bad.term()).isEqualTo(term);
            assertThat(bad.getMessage()).startsWith("test.json, key \"a\": ").contains(rule);
        });
    }
}
