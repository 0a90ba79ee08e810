package io.armstrong.examples.pqchain.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.examples.pqchain.api.Receipt.Verdict;
import io.armstrong.examples.pqchain.api.Tx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PricePoolTest {
    private static final String ANN = "aa".repeat(32);
    private static final String BEN = "bb".repeat(32);

    @Test
    void shouldTakeTheBestPaidFirstButKeepEachSendersNonces() {
        PricePool pool = filled(10, tx(ANN, 0, 1), tx(ANN, 1, 90), tx(BEN, 0, 50), tx(BEN, 1, 40), tx(BEN, 3, 99));
        assertThat(pool.best(10)).containsExactly(tx(BEN, 0, 50), tx(BEN, 1, 40), tx(ANN, 0, 1), tx(ANN, 1, 90));
        assertThat(pool.best(1)).containsExactly(tx(BEN, 0, 50));
    }

    @Test
    void shouldRefuseDuplicatesAndUsedNonces() {
        PricePool pool = filled(10, tx(ANN, 0, 1), tx(ANN, 1, 1));
        assertThat(verdict(pool, tx(ANN, 0, 1))).isEqualTo(Verdict.DUPLICATE);
        assertThat(verdict(pool, tx(ANN, 0, 2))).isEqualTo(Verdict.NONCE_USED);
        PricePool later = pool.without(pool.best(1));
        assertThat(verdict(later, tx(ANN, 0, 1))).isEqualTo(Verdict.NONCE_USED);
        assertThat(later.best(9)).containsExactly(tx(ANN, 1, 1));
    }

    @Test
    void shouldEvictTheCheapestOfAFullPoolForABetterPaidOne() {
        PricePool full = filled(3, tx(ANN, 0, 9), tx(ANN, 1, 2), tx(BEN, 0, 3));
        assertThat(verdict(full, tx(BEN, 1, 2))).isEqualTo(Verdict.POOL_FULL);
        PricePool after = full.admit(tx(BEN, 1, 5), tx(BEN, 1, 5).hash()).pool();
        assertThat(after.best(9)).containsExactly(tx(ANN, 0, 9), tx(BEN, 0, 3), tx(BEN, 1, 5));
        assertThat(after.tally().evicted()).isEqualTo(1);
        assertThat(after.size()).isEqualTo(3);
    }

    @Test
    void shouldNotEvictWhatTheNewcomerNeedsBeforeIt() {
        PricePool full = filled(2, tx(ANN, 0, 1), tx(ANN, 1, 1));
        assertThat(verdict(full, tx(ANN, 2, 99))).isEqualTo(Verdict.POOL_FULL);
    }

    @Test
    void shouldGiveTheSameDataWhateverTheOrderAndReadItBack() {
        List<Tx> txs = new ArrayList<>();
        for (int i = 0; i < 50; i++) txs.add(tx(i % 2 == 0 ? ANN : BEN, i / 2, i * 7 % 13));
        PricePool one = filled(100, txs.toArray(Tx[]::new));
        Collections.shuffle(txs, new Random(1));
        PricePool other = filled(100, txs.toArray(Tx[]::new));
        assertThat(other.data()).isEqualTo(one.data());
        assertThat(PricePool.of(one.data())).isEqualTo(one);
    }

    private static PricePool filled(long capacity, Tx... txs) {
        PricePool pool = PricePool.empty(capacity);
        for (Tx tx : txs) pool = pool.admit(tx, tx.hash()).pool();
        return pool;
    }

    private static Verdict verdict(PricePool pool, Tx tx) {
        return pool.admit(tx, tx.hash()).receipt().verdict();
    }

    private static Tx tx(String sender, long nonce, long price) {
        return new Tx(sender, nonce, price, "p");
    }
}
