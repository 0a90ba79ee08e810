package io.armstrong.examples.pqchain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TxTest {
    private static final String SENDER = "ab".repeat(32);

    @Test
    void shouldHashEveryPartOfATransaction() {
        Tx tx = new Tx(SENDER, 1, 10, "pay");
        assertThat(tx.hash()).hasSize(64).isEqualTo(new Tx(SENDER, 1, 10, "pay").hash());
        assertThat(List.of(
                        new Tx("cd".repeat(32), 1, 10, "pay").hash(),
                        new Tx(SENDER, 2, 10, "pay").hash(),
                        new Tx(SENDER, 1, 11, "pay").hash(),
                        new Tx(SENDER, 1, 10, "pal").hash()))
                .doesNotContain(tx.hash())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseBadInputWithFieldValueAndRule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tx("me", 0, 0, ""))
                .withMessage("sender 'me': must be an address of 64 hex digits");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tx(SENDER, -1, 0, ""))
                .withMessageContaining("nonce -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tx(SENDER, 0, 0, "x".repeat(1025)))
                .withMessageContaining("1025");
    }

    @Test
    void shouldGiveOneDigestWhateverTheOrder() {
        String a = Sha3.ofText("a");
        String b = Sha3.ofText("b");
        assertThat(TxDigest.EMPTY.plus(a).plus(b)).isEqualTo(TxDigest.of(List.of(b, a)));
        assertThat(TxDigest.of(List.of(a, a))).isNotEqualTo(TxDigest.of(List.of(a, b)));
        assertThat(TxDigest.of(List.of())).isEqualTo(TxDigest.EMPTY);
    }
}
