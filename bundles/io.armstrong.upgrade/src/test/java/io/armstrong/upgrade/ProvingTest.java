package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Supervision;
import io.armstrong.api.upgrade.Receipt;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Load;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a receipt says of calls whose replies are numbers: a count of the calls, or not. */
class ProvingTest {
    private static Receipt receipt(Supplier<Long> reply) throws Exception {
        Supervision child = (Supervision) Proxy.newProxyInstance(
                Supervision.class.getClassLoader(),
                new Class<?>[] {Supervision.class},
                (proxy, method, args) -> CompletableFuture.completedFuture(reply.get()));
        UpgradeReport done =
                new UpgradeReport("c", Outcome.COMMITTED, "1.0.0", "2.0.0", 0, "", List.of(), Instant.EPOCH);
        try (Proving proving =
                new Proving(child, System::nanoTime, "c", new Load(1_000, List.of("x"), Duration.ofMillis(20)))) {
            return proving.around(() -> CompletableFuture.completedFuture(new Proving.Walked(done, List.of())))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldSayThatRepliesThatDoNotGrowAreNoCount() throws Exception {
        Receipt receipt = receipt(() -> 17L);

        assertThat(receipt.lost()).isEqualTo(-1);
        assertThat(receipt.doubled()).isEqualTo(-1);
        assertThat(receipt.clean()).isTrue();
        assertThat(receipt.count()).contains("are no count");
    }

    @Test
    void shouldCompareRepliesThatCountTheCallsWithTheClientsOwnLog() throws Exception {
        AtomicLong count = new AtomicLong();

        assertThat(receipt(count::incrementAndGet)).satisfies(receipt -> {
            assertThat(receipt.lost()).isZero();
            assertThat(receipt.doubled()).isZero();
            assertThat(receipt.calls()).isPositive();
        });
    }
}
