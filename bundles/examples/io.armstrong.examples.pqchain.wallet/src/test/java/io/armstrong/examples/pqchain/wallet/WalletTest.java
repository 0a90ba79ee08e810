package io.armstrong.examples.pqchain.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.examples.pqchain.api.MempoolCall.Digest;
import io.armstrong.examples.pqchain.api.TxDigest;
import io.armstrong.examples.pqchain.api.WalletCall.Report;
import io.armstrong.examples.pqchain.api.WalletCall.Submit;
import io.armstrong.examples.pqchain.cryptopolicy.CryptoPolicy;
import io.armstrong.examples.pqchain.identity.Identity;
import io.armstrong.examples.pqchain.mempool.Mempool;
import io.armstrong.testkit.Workbench;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WalletTest {
    private final Workbench bench = new Workbench()
            .add("crypto-policy", new CryptoPolicy())
            .add("identity", new Identity())
            .add("mempool", new Mempool())
            .add("wallet", new Wallet());

    @Test
    void shouldSubmitWhatWasOrderedAndBookEachOnce() {
        bench.cast("wallet", new Submit(100));
        Report report = report();
        assertThat(report.acknowledged().count()).isEqualTo(100);
        assertThat(report.inFlight()).isZero();
        assertThat(report.refused()).isEqualTo(Map.of());
        assertThat(bench.call("mempool", new Digest(report.address()))).isEqualTo(report.acknowledged());
        assertThat(bench.say("wallet", "check")).isEqualTo(report.acknowledged());
    }

    @Test
    void shouldWriteTheBookInBatches() {
        bench.cast("wallet", new Submit(200));
        assertThat(report().acknowledged().count()).isEqualTo(200);
        assertThat(bench.checkpoints("wallet")).isLessThan(20);
    }

    @Test
    void shouldStreamAtItsRateUntilToldToStop() {
        bench.say("wallet", "stream", "25");
        bench.advance(Duration.ofSeconds(2));
        bench.say("wallet", "stream", "0");
        bench.say("wallet", "stream", "25");
        bench.say("wallet", "stream", "0");
        bench.advance(Duration.ofSeconds(2));
        assertThat(report().acknowledged().count()).isEqualTo(50);
    }

    @Test
    void shouldGoOnAfterACrashWithoutLosingOrDoublingAny() {
        bench.cast("wallet", new Submit(40));
        bench.restart("mempool");
        bench.restart("identity");
        bench.restart("wallet");
        bench.cast("wallet", new Submit(10));
        assertThat(report().acknowledged().count()).isEqualTo(50);
        assertThat(bench.say("wallet", "check")).isEqualTo(report().acknowledged());
    }

    @Test
    void shouldSubmitAgainWhatFellVictimToACrash() {
        bench.cast("wallet", new Submit(1));
        assertThatThrownBy(() -> bench.say("crypto-policy", "force", "ML-DSA-65", "sunset"));
        bench.cast("wallet", new Submit(5));
        assertThat(report().inFlight()).isEqualTo(5);
        bench.advance(Duration.ofSeconds(1));
        assertThat(report().retries()).isGreaterThan(5);
        bench.restart("crypto-policy");
        bench.advance(Duration.ofSeconds(1));
        assertThat(report().acknowledged().count()).isEqualTo(6);
        assertThat(bench.say("wallet", "check")).isEqualTo(report().acknowledged());
    }

    @Test
    void shouldResubmitWhatWasInFlightWhenItDied() {
        Workbench alone = new Workbench()
                .add("crypto-policy", new CryptoPolicy())
                .add("identity", new Identity())
                .add("wallet", new Wallet());
        alone.cast("wallet", new Submit(5));
        alone.add("mempool", new Mempool());
        alone.restart("wallet");
        assertThat(((Report) alone.say("wallet", "report")).acknowledged().count())
                .isEqualTo(5);
        assertThat(alone.say("wallet", "check")).isNotEqualTo(TxDigest.EMPTY);
    }

    @Test
    void shouldFailTheCheckWhenTheMempoolHoldsSomethingElse() {
        bench.cast("wallet", new Submit(3));
        bench.say("mempool", "take", "1");
        assertThatThrownBy(() -> bench.say("wallet", "check")).hasMessageContaining("the mempool holds");
        assertThat(bench.exit("wallet")).isEmpty();
    }

    private Report report() {
        return (Report) bench.say("wallet", "report");
    }
}
