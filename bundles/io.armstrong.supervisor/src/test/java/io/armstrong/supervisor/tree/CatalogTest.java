package io.armstrong.supervisor.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.Backoff;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Face;
import io.armstrong.api.Intensity;
import io.armstrong.api.ParkSpec;
import io.armstrong.api.Recovery;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.core.spec.SpecReader;
import io.armstrong.supervisor.bundle.Declaration;
import io.armstrong.supervisor.config.Configured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private final Catalog catalog = new Catalog();
    private final List<String> refused = new ArrayList<>();

    private void declare(long bundle, String name, String id, Map<String, Object> more) {
        Map<String, Object> attributes = new HashMap<>(more);
        attributes.put("id", id);
        catalog.declare(new Declaration(bundle, name, "Provide-Capability of " + name, attributes));
    }

    private static Configured child(String id, Map<String, Object> attributes) {
        return new Configured(Configured.Kind.CHILD, id, "tree.json, key \"" + id + "\"", attributes);
    }

    private List<String> idsIn(Tier tier) {
        SupervisorSpec of = Tiers.root().children().stream()
                .map(spec -> ((ChildSource.Nested) spec.source()).supervisor())
                .filter(supervisor -> supervisor.id().equals(tier.text()))
                .findFirst()
                .orElseThrow();
        return Tiers.filled(of, catalog, (id, bad) -> refused.add(bad.getMessage())).children().stream()
                .map(ChildSpec::id)
                .toList();
    }

    @Test
    void siblingsStandByTheirOrderThenAsTheyWereFound() {
        declare(1, "x", "late", Map.of("tier", "critical", "order", 2000));
        declare(2, "y", "second", Map.of("tier", "critical"));
        declare(3, "z", "third", Map.of("tier", "critical"));
        declare(4, "w", "first", Map.of("tier", "critical", "order", 10));
        declare(5, "v", "elsewhere", Map.of("tier", "normal"));
        assertThat(idsIn(Tier.CRITICAL)).containsExactly("first", "second", "third", "late");
    }

    @Test
    void whatIsConfiguredGoesBeforeWhatIsDeclared() {
        declare(1, "x", "a", Map.of("restart", "transient", "tier", "normal"));
        catalog.configure(child("a", Map.of("restart", "temporary")));
        assertThat(catalog.spec("a").restart()).isEqualTo(RestartType.TEMPORARY);
        assertThat(catalog.spec("a").source()).isEqualTo(new ChildSource.InBundle("x", ""));
    }

    @Test
    void oneBadSpecIsRefusedAndTheOthersStand() {
        declare(1, "x", "good", Map.of("tier", "normal"));
        declare(2, "y", "bad", Map.of("tier", "nowhere"));
        assertThat(idsIn(Tier.NORMAL)).containsExactly("good");
        assertThat(refused)
                .singleElement()
                .asString()
                .contains("Provide-Capability of y")
                .contains("tier=nowhere");
    }

    @Test
    void twoBundlesCannotDeclareOneId() {
        declare(1, "x", "a", Map.of());
        assertThatThrownBy(() -> declare(2, "y", "a", Map.of()))
                .isInstanceOf(BadSpec.class)
                .hasMessageContaining("must be unique: Provide-Capability of x has it");
    }

    @Test
    void configurationsThatComeTogetherCountTogetherOrNotAtAll() {
        catalog.configure(child("kept", Map.of("bundle", "k")));
        assertThatThrownBy(() -> catalog.configureAll(List.of(
                        child("a", Map.of("bundle", "x")), child("b", Map.of("bundle", "y", "restart", "sometimes")))))
                .isInstanceOf(BadSpec.class)
                .hasMessageContaining("key \"b\"");
        assertThat(catalog.knows("a")).isFalse();
        assertThat(catalog.knows("kept")).isTrue();
    }

    @Test
    void aDynamicChildIsASupervisorOfItsInstances() {
        declare(1, "x", "contracts", Map.of("dynamic", "true", "worker", "x.W", "maxChildren", "7"));
        SupervisorSpec instances =
                ((ChildSource.Nested) catalog.spec("contracts").source()).supervisor();
        assertThat(instances.strategy()).isEqualTo(Strategy.SIMPLE_ONE_FOR_ONE);
        assertThat(instances.maxChildren()).isEqualTo(7);
        assertThat(instances.children()).extracting(ChildSpec::id).containsExactly("contracts");
    }

    @Test
    void aSpecWrittenAsAttributesReadsBackTheSame() {
        ChildSpec spec = ChildSpec.of("a")
                .withTier(Tier.CRITICAL)
                .withRestart(RestartType.TEMPORARY)
                .withOrder(5)
                .withBreaker(Tier.CRITICAL.breaker().with("failures=7 window=1000 ignored=a.B|c.D"))
                .withParking(ParkSpec.parse("park bound=3 limit=40"))
                .withFace(Face.NONE)
                .withRecovery(Recovery.INHERITED
                        .withPolicy("restart<2 isolate")
                        .withLimit(new Intensity(3, Duration.ofSeconds(7)))
                        .withStartRetries(2)
                        .withBackoff(Backoff.of(Duration.ofMillis(250))))
                .withSource(new ChildSource.InBundle("x.y", "x.y.W"));
        assertThat(new SpecReader("here").child(SpecAttributes.of(spec), new ChildSource.Given()))
                .isEqualTo(spec);
    }

    @Test
    void theTiersHaveTheirLaddersAndConfigurationsChangeWhatIsThereAnyway() {
        SupervisorSpec root = Tiers.root(catalog, (id, bad) -> refused.add(bad.getMessage()));
        assertThat(root.policy()).isEqualTo("otp");
        assertThat(root.children())
                .extracting(tier -> tier.recovery().policy())
                .containsExactly("restart<1 escalate", "restart<1 escalate", "restart<3 isolate", "restart<3 isolate");
        assertThat(nested(root, Tier.NORMAL).policy()).isEqualTo("tier");

        catalog.configure(supervisor("normal", Map.of("intensity", 4, "policy", "mine", "blastRadius", 7)));
        catalog.configure(supervisor("armstrong", Map.of("spare", "error-kernel")));
        catalog.configure(supervisor("critical", Map.of("intensity", "many")));
        root = Tiers.root(catalog, (id, bad) -> refused.add(bad.getMessage()));
        assertThat(root.blast().spared()).containsExactly(Tier.ERROR_KERNEL);
        SupervisorSpec normal = nested(root, Tier.NORMAL);
        assertThat(normal.intensity()).isEqualTo(new Intensity(4, Duration.ofSeconds(60)));
        assertThat(normal.strategy()).isEqualTo(Strategy.ONE_FOR_ONE);
        assertThat(normal.policy()).isEqualTo("mine");
        assertThat(normal.blast().children()).isEqualTo(7);
        assertThat(nested(root, Tier.CRITICAL).intensity()).isEqualTo(Tier.CRITICAL.intensity());
        assertThat(refused).singleElement().asString().contains("intensity=many");
        assertThat(idsIn(Tier.NORMAL)).as("no child of itself").isEmpty();
    }

    private static SupervisorSpec nested(SupervisorSpec root, Tier tier) {
        return ((ChildSource.Nested) root.children().get(tier.ordinal()).source()).supervisor();
    }

    private static Configured supervisor(String id, Map<String, Object> attributes) {
        return new Configured(Configured.Kind.SUPERVISOR, id, "tree.json, key \"" + id + "\"", attributes);
    }
}
