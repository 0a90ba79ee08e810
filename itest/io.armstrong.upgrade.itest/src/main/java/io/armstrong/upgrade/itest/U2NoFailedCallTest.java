package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.Receipt;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Load;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature U2: at 5,000 calls a second no caller notices an upgrade (invariant I21). 50 upgrades with armstrong.proof. */
class U2NoFailedCallTest extends Runtime {
    private static final int UPGRADES = Boolean.getBoolean("armstrong.proof") ? 50 : 5;
    private static final Load LOAD = new Load(5_000, List.of("add", "1"), Duration.ofMillis(100));

    /** A machine that stands still for two seconds owes the mailbox all of 10,000 calls at once: that is not what is tried here. */
    private ChildJar roomy(int version) throws IOException {
        return counter(version).inHeader("Provide-Capability", "mailbox=10000", "mailbox=1000000");
    }

    @Test
    void noCallFailsIsLostOrDoubled() throws Exception {
        Bundle bundle = install(roomy(1));
        Path next = roomy(2).write(folder.resolve("next.jar"));
        List<Receipt> receipts = new ArrayList<>();
        for (int i = 0; i < UPGRADES; i++) {
            boolean up = i % 2 == 0;
            Receipt receipt =
                    done(upgrades.prove(id, up ? Optional.of(next) : Optional.empty(), new Options(false, true), LOAD));
            receipts.add(receipt);
            assertThat(receipt.upgrade().reason()).isEmpty();
            assertThat(receipt.upgrade().outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(receipt).matches(Receipt::clean, receipt.toString());
            assertThat(receipt.lost()).as(receipt.toString()).isZero();
            assertThat(receipt.doubled()).as(receipt.toString()).isZero();
            assertThat(receipt.answeredByOld()).isPositive();
            assertThat(receipt.answeredByNew()).isPositive();
            assertThat(receipt.holdMicros()).as("the two hand-overs").hasSize(2);
        }
        assertThat(bundle.getVersion()).hasToString(UPGRADES % 2 == 1 ? "2.0.0" : "1.0.0");
        assertThat(report().incarnation()).isEqualTo(1);
        show(receipts);
    }

    /** The receipt, for whoever runs the proof. */
    private static void show(List<Receipt> receipts) {
        long calls = receipts.stream().mapToLong(Receipt::calls).sum();
        long longest = receipts.stream().mapToLong(Receipt::longestMicros).max().orElse(0);
        long[] holds = receipts.stream()
                .flatMapToLong(receipt -> receipt.holdMicros().stream().mapToLong(Long::longValue))
                .sorted()
                .toArray();
        System.out.println("U2: " + receipts.size() + " upgrades, " + calls + " calls at " + LOAD.perSecond()
                + "/s: 0 failed, 0 lost, 0 doubled; hand-over p50 " + holds[holds.length / 2] + " us, longest "
                + LongStream.of(holds).max().orElse(0) + " us; longest wait of a caller " + longest + " us");
    }
}
