package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature U4: fields that a way back would lose are listed, and it needs consent. */
class U4LossAwareRollbackTest extends Runtime {
    @Test
    void whatWouldBeLostIsNamedAndNothingIsChangedWithoutConsent() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        assertThat(upgrade(three(true)).reason()).isEmpty();
        call("note", "changed");
        Map<String, Object> before = state();

        UpgradeReport refused = rollback(Options.NONE);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.reason()).contains("would lose note of " + id).contains("--accept-loss");
        serves(bundle, "3.0.0", 41);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void withConsentTheRestIsKept() throws Exception {
        Bundle bundle = install(counter(1));
        assertThat(upgrade(three(true)).reason()).isEmpty();
        call("note", "changed");
        call("add", "41");
        assertThat(rollback(new Options(false, true)).reason()).isEmpty();
        serves(bundle, "1.0.0", 41);
        assertThat(state()).isEqualTo(Map.of("count", 41L));
    }
}
