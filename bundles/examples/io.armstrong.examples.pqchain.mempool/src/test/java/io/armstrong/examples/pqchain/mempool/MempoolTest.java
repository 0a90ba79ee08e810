package io.armstrong.examples.pqchain.mempool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.examples.pqchain.api.IdentityCall.Signed;
import io.armstrong.examples.pqchain.api.IdentityInfo;
import io.armstrong.examples.pqchain.api.MempoolCall.Stats;
import io.armstrong.examples.pqchain.api.MempoolCall.SubmitTx;
import io.armstrong.examples.pqchain.api.Receipt;
import io.armstrong.examples.pqchain.api.Receipt.Verdict;
import io.armstrong.examples.pqchain.api.Tx;
import io.armstrong.examples.pqchain.api.TxDigest;
import io.armstrong.examples.pqchain.cryptopolicy.CryptoPolicy;
import io.armstrong.examples.pqchain.identity.Identity;
import io.armstrong.testkit.Workbench;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MempoolTest {
    private final Workbench bench = new Workbench()
            .add("crypto-policy", new CryptoPolicy())
            .add("identity", new Identity())
            .add("mempool", new Mempool());
    private final String alice = ((IdentityInfo) bench.say("identity", "create", "alice")).address();

    @Test
    void shouldAcceptWhatItsSenderSignedAndKeepItThroughARestart() {
        Tx tx = new Tx(alice, 0, 7, "pay");
        assertThat(submit(tx)).isEqualTo(new Receipt(tx.hash(), Verdict.ACCEPTED, ""));
        assertThat(bench.checkpoints("mempool")).isEqualTo(1);
        bench.restart("mempool");
        assertThat(bench.say("mempool", "size")).isEqualTo(1L);
        assertThat(bench.say("mempool", "digest")).isEqualTo(TxDigest.of(List.of(tx.hash())));
        assertThat(bench.say("mempool", "digest", alice)).isEqualTo(TxDigest.of(List.of(tx.hash())));
        assertThat(bench.say("mempool", "digest", "nobody")).isEqualTo(TxDigest.EMPTY);
    }

    @Test
    void shouldRefuseWhatItsSenderDidNotSign() {
        Tx tx = new Tx(alice, 0, 7, "pay");
        String signature = sign(tx);
        assertThat(verdict(new SubmitTx(new Tx(alice, 0, 8, "pay"), signature))).isEqualTo(Verdict.BAD_SIGNATURE);
        assertThat(verdict(new SubmitTx(new Tx("00".repeat(32), 0, 7, "pay"), signature)))
                .isEqualTo(Verdict.BAD_SIGNATURE);
        assertThat(bench.say("mempool", "size")).isEqualTo(0L);
        assertThat(((Stats) bench.say("mempool", "stats")).refused()).isEqualTo(Map.of("BAD_SIGNATURE", 2L));
    }

    @Test
    void shouldTakeATransactionOnce() {
        Tx tx = new Tx(alice, 0, 7, "pay");
        submit(tx);
        assertThat(submit(tx).verdict()).isEqualTo(Verdict.DUPLICATE);
        assertThat(bench.say("mempool", "take", "5")).isEqualTo(List.of(tx));
        assertThat(submit(tx).verdict()).isEqualTo(Verdict.NONCE_USED);
        assertThat(bench.say("mempool", "stats"))
                .isEqualTo(new Stats(0, 10_000, 1, Map.of("DUPLICATE", 1L, "NONCE_USED", 1L), 0, 1, 1));
    }

    @Test
    void shouldUnderstandWhatAPersonTypes() {
        String hash = (String) bench.say("mempool", "hash", alice, "0", "3", "pay");
        String signature = ((Signed) bench.say("identity", "sign", "alice", hash)).signature();
        assertThat(bench.say("mempool", "submit", alice, "0", "3", "pay", signature))
                .isEqualTo(new Receipt(hash, Verdict.ACCEPTED, ""));
        assertThat(bench.say("mempool", "next", "5")).isEqualTo(List.of(new Tx(alice, 0, 3, "pay")));
        assertThatThrownBy(() -> bench.say("mempool", "drink")).hasMessageContaining("try size, stats");
    }

    @Test
    void shouldFailTheCallWhenNobodyCanCheckTheSignature() {
        Workbench alone = new Workbench().add("mempool", new Mempool());
        assertThatThrownBy(() -> alone.call("mempool", new SubmitTx(new Tx(alice, 0, 1, ""), "00")))
                .hasMessageContaining("no identity");
        assertThat(alone.say("mempool", "size")).isEqualTo(0L);
    }

    private Receipt submit(Tx tx) {
        return (Receipt) bench.call("mempool", new SubmitTx(tx, sign(tx)));
    }

    private String sign(Tx tx) {
        return ((Signed) bench.say("identity", "sign", "alice", tx.hash())).signature();
    }

    private Verdict verdict(SubmitTx submit) {
        return ((Receipt) bench.call("mempool", submit)).verdict();
    }
}
