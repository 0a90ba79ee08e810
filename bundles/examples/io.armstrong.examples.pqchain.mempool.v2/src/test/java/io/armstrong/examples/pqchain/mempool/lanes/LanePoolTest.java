package io.armstrong.examples.pqchain.mempool.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.examples.pqchain.api.Receipt.Verdict;
import io.armstrong.examples.pqchain.api.Tx;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LanePoolTest {
    private static final List<String> SENDERS = List.of("aa".repeat(32), "bb".repeat(32), "cc".repeat(32));

    @Test
    void shouldRankByTipAndKeepEachSendersNonces() {
        LanePool pool = LanePool.empty(10);
        for (Tx tx : List.of(tx(0, 0, 5), tx(0, 1, 90), tx(1, 0, 50)))
            pool = pool.admit(tx, tx.hash()).pool();
        assertThat(pool.best(9)).containsExactly(tx(1, 0, 50), tx(0, 0, 5), tx(0, 1, 90));
        assertThat(pool.admit(tx(1, 0, 50), tx(1, 0, 50).hash()).receipt().verdict())
                .isEqualTo(Verdict.DUPLICATE);
        assertThat(pool.admit(tx(1, 0, 51), tx(1, 0, 51).hash()).receipt().verdict())
                .isEqualTo(Verdict.NONCE_USED);
    }

    @Test
    void shouldNeverHoldMoreThanItsCapacityNorForgetWithoutSayingSo() {
        for (long seed = 0; seed < 30; seed++) {
            LanePool pool = busy(new Random(seed), 400, 60);
            assertThat(pool.size()).as("seed %s", seed).isLessThanOrEqualTo(60);
            assertThat(pool.tally().accepted()
                            - pool.tally().evicted()
                            - pool.tally().taken())
                    .as("seed %s", seed)
                    .isEqualTo(pool.size());
            assertThat(LanePool.of(pool.data())).as("seed %s", seed).isEqualTo(pool);
        }
    }

    @Test
    void shouldMigrateDownAndUpToTheSameStateWhateverHappenedBefore() {
        MempoolV1ToV2 migration = new MempoolV1ToV2();
        for (long seed = 0; seed < 30; seed++) {
            Map<String, Object> two = busy(new Random(seed), 300, 100).data();
            Map<String, Object> one = migration.down(two);
            assertThat(migration.up(one)).as("seed %s", seed).isEqualTo(two);
            assertThat(migration.down(migration.up(one))).as("seed %s", seed).isEqualTo(one);
        }
    }

    @Test
    void shouldMigrateAStateAsVersionOneWroteIt() {
        Tx tx = tx(0, 3, 25);
        Map<String, Object> one = Map.of(
                "capacity", 10_000L,
                "txs",
                        List.of(Map.of(
                                "hash", tx.hash(), "sender", tx.sender(), "nonce", 3, "price", 25, "payload", "p")),
                "nonces", Map.of(tx.sender(), 3),
                "tally", Map.of("accepted", 4, "refused", Map.of("DUPLICATE", 1), "evicted", 0, "taken", 3));
        LanePool pool = LanePool.of(new MempoolV1ToV2().up(one));
        assertThat(pool.lanes())
                .isEqualTo(Map.of(tx.sender(), new Lane(3, List.of(new Parcel(tx.hash(), 3, 10, 15, "p")))));
        assertThat(pool.best(1)).containsExactly(tx);
        assertThat(pool.tally().taken()).isEqualTo(3);
    }

    /** A pool after so many random submissions and blocks. */
    private static LanePool busy(Random random, int steps, long capacity) {
        LanePool pool = LanePool.empty(capacity);
        for (int i = 0; i < steps; i++) {
            Tx tx = tx(random.nextInt(3), random.nextInt(100), random.nextInt(40));
            pool = pool.admit(tx, tx.hash()).pool();
            if (random.nextInt(20) > 0) continue;
            List<Tx> block = pool.best(5);
            pool = pool.without(block).with(pool.tally().someTaken(block.size()));
        }
        return pool;
    }

    private static Tx tx(int sender, long nonce, long price) {
        return new Tx(SENDERS.get(sender), nonce, price, "p");
    }
}
