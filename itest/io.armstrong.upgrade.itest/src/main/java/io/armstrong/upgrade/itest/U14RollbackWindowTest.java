package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.upgrade.Upgrades.Options;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature U14: back, or forward again, to any version that is kept, at once; one that is not kept is refused by name. */
class U14RollbackWindowTest extends Runtime {
    @Test
    void toAnyVersionOfTheWindow() throws Exception {
        Bundle bundle = install(counter(1));
        upgrade(counter(2));
        upgrade(three(true));
        assertThat(done(upgrades.rollback(id, "1.0.0", new Options(false, true)))
                        .reason())
                .isEmpty();
        serves(bundle, "1.0.0", 0);
        assertThat(done(upgrades.rollback(id, "3.0.0", Options.NONE)).reason()).isEmpty();
        serves(bundle, "3.0.0", 0);
        assertThat(done(upgrades.rollback(id, "2.0.0", new Options(false, true)))
                        .reason())
                .isEmpty();
        serves(bundle, "2.0.0", 0);
    }

    @Test
    void aVersionThatIsNotKeptIsRefused() throws Exception {
        Bundle bundle = install(counter(1));
        upgrade(counter(2));
        assertThatThrownBy(() -> done(upgrades.rollback(id, "7.0.0", Options.NONE)))
                .rootCause()
                .hasMessageContaining("cannot roll back " + id + ": no kept version 7.0.0");
        serves(bundle, "2.0.0", 0);
    }
}
