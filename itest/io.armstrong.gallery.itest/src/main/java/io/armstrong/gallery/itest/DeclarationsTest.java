package io.armstrong.gallery.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.tiny.TinyBundle;
import java.util.Hashtable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.service.cm.Configuration;

/** Fault rows 23, 24, 27 and 28: declarations and configurations that cannot be, and too many of them. */
class DeclarationsTest extends Gallery {
    @Test
    void row23ASupervisorBelowItselfIsRefusedWithTheCircle() throws Exception {
        configure("io.armstrong.supervisor", "row23-self", Map.of("supervisor", "row23-self"));
        told("row23-self", "row23-self -> row23-self");
        configure("io.armstrong.supervisor", "row23-a", Map.of("supervisor", "row23-b"));
        told("row23-a", "no such supervisor yet");
        configure("io.armstrong.supervisor", "row23-b", Map.of("supervisor", "row23-a"));
        assertThat(told("row23-b", "->")).contains("row23-b -> row23-a -> row23-b");
    }

    @Test
    void row24AFragmentIsNoChild() throws Exception {
        install(
                TinyBundle.named("row24")
                        .header("Fragment-Host", "org.apache.felix.scr")
                        .header("Armstrong-Child", "row24;tier=normal"),
                "row24");
        told("row24", "must not be a fragment");
        configure("io.armstrong.child", "row24-conf", Map.of("bundle", "row24"));
        told("row24-conf", "must not be a fragment");
        assertThat(supervision.tree().children()).noneMatch(child -> child.id().startsWith("row24"));
    }

    @Test
    void row24TheFrameworkIsNoChild() throws Exception {
        String framework = context.getBundle(0).getSymbolicName();
        configure("io.armstrong.child", "row24-framework", Map.of("bundle", framework));
        told("row24-framework", "must not be the framework");
        ChildSpec spec = ChildSpec.of("row24-added").withSource(new ChildSource.InBundle(framework, ""));
        assertThatThrownBy(() -> get(supervision.add(spec))).hasMessageContaining("must not be the framework");
    }

    @Test
    void row27ABadOrDeletedConfigurationLeavesTheLastGoodOne() throws Exception {
        install(TinyBundle.named("row27-host"), "row27-host");
        mine("row27");
        Configuration configuration =
                configure("io.armstrong.child", "row27", Map.of("bundle", "row27-host", "order", "7"));
        up("row27");
        configuration.update(new Hashtable<>(Map.of("bundle", "row27-host", "shutdown", "soon")));
        assertThat(told("row27", "shutdown=soon")).contains("milliseconds, brutal_kill or infinity");
        delete(configuration);
        told("row27", "its configuration was deleted");
        assertThat(up("row27").incarnation()).isOne();
        assertThat(supervision.spec("row27").order()).isEqualTo(7);
    }

    @Test
    void row28OfAStormOfConfigurationsTheLastWins() throws Exception {
        install(TinyBundle.named("row28-host"), "row28-host");
        mine("row28");
        Configuration configuration =
                configure("io.armstrong.child", "row28", Map.of("bundle", "row28-host", "order", "0"));
        up("row28");
        for (int i = 1; i <= 200; i++) {
            boolean bad = i % 2 == 1;
            configuration.update(
                    new Hashtable<>(Map.of("bundle", "row28-host", "order", bad ? "x" + i : String.valueOf(i))));
        }
        await().until(() -> supervision.spec("row28").order() == 200);
        assertThat(up("row28").incarnation()).isOne();
        assertThat(count("row28", ArmstrongEvent.SpecRefused.class))
                .as("of a hundred bad ones few were looked at")
                .isLessThan(80);
    }
}
