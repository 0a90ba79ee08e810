package io.armstrong.examples.pqchain.cryptopolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.armstrong.examples.pqchain.api.PolicyCall.Allowed;
import io.armstrong.examples.pqchain.api.PolicyCall.Check;
import io.armstrong.examples.pqchain.api.PolicyCall.Rule;
import io.armstrong.examples.pqchain.api.PolicyCall.Stage;
import io.armstrong.examples.pqchain.api.PolicyCall.Use;
import io.armstrong.examples.pqchain.api.Refused;
import io.armstrong.testkit.Workbench;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CryptoPolicyTest {
    private final Workbench bench = new Workbench().add("crypto-policy", new CryptoPolicy());

    @ParameterizedTest
    @CsvSource({
        "DRAFT,      CANARY, DRAFT ACTIVE DEPRECATED SUNSET",
        "CANARY,     DRAFT ACTIVE CANARY, DEPRECATED SUNSET",
        "ACTIVE,     DEPRECATED, DRAFT CANARY ACTIVE SUNSET",
        "DEPRECATED, SUNSET, DRAFT CANARY ACTIVE DEPRECATED",
        "SUNSET,     '', DRAFT CANARY ACTIVE DEPRECATED SUNSET"
    })
    void shouldMoveOneStageAtATime(Stage from, String lawful, String unlawful) {
        Rules rules = Rules.FIRST.with("X", from, 10);
        for (String to : lawful.isEmpty() ? new String[0] : lawful.split(" "))
            assertThat(rules.against("X", Stage.valueOf(to), 10)).as(to).isEmpty();
        for (String to : unlawful.split(" "))
            assertThat(rules.against("X", Stage.valueOf(to), 10)).as(to).isPresent();
    }

    @Test
    void shouldLetEachStageDoItsPart() {
        assertThat(allowed("ML-DSA-65", Use.SIGN)).isTrue();
        assertThat(allowed("ML-DSA-44", Use.SIGN)).isFalse();
        assertThat(allowed("ML-DSA-44", Use.VERIFY)).isTrue();
        assertThat(allowed("ML-DSA-87", Use.VERIFY)).isFalse();
        assertThat(allowed("Ed25519", Use.VERIFY)).isFalse();
        assertThat(allowed("ROT-13", Use.VERIFY)).isFalse();
    }

    @Test
    void shouldGiveTheCanaryItsShareAndTheSameAddressTheSameAnswer() {
        assertThat(bench.say("crypto-policy", "move", "ML-DSA-87", "canary", "30"))
                .isEqualTo(new Rule(Stage.CANARY, 30));
        Rules rules = (Rules) bench.state("crypto-policy");
        long share = IntStream.range(0, 10_000)
                .filter(i ->
                        rules.allowed(new Check("ML-DSA-87", Use.SIGN, "a" + i)).allowed())
                .count();
        assertThat(share).isCloseTo(3000L, within(200L));
    }

    @Test
    void shouldKeepAMoveThroughARestart() {
        bench.say("crypto-policy", "move", "ML-DSA-87", "canary");
        bench.restart("crypto-policy");
        assertThat(bench.say("crypto-policy", "move", "ML-DSA-87", "active")).isEqualTo(new Rule(Stage.ACTIVE, 100));
    }

    @Test
    void shouldRefuseToRetireTheLastActiveAlgorithm() {
        assertThat(bench.say("crypto-policy", "move", "ML-DSA-65", "deprecated"))
                .isInstanceOf(Refused.class);
        assertThat(bench.exit("crypto-policy")).isEmpty();
    }

    @Test
    void shouldCrashRatherThanHaveNoActiveAlgorithmAndComeBackAsItWas() {
        assertThatThrownBy(() -> bench.say("crypto-policy", "force", "ML-DSA-65", "sunset"))
                .hasMessageContaining("no algorithm is active");
        bench.restart("crypto-policy");
        assertThat(allowed("ML-DSA-65", Use.SIGN)).isTrue();
    }

    private boolean allowed(String algorithm, Use use) {
        return ((Allowed) bench.call("crypto-policy", new Check(algorithm, use, "any"))).allowed();
    }
}
