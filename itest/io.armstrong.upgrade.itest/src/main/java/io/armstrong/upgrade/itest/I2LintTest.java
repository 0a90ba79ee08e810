package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.upgrade.Lint;
import io.armstrong.api.upgrade.LintReport;
import io.armstrong.api.upgrade.LintReport.Finding;
import io.armstrong.upgrade.itest.fixture.KeepsAField;
import io.armstrong.upgrade.itest.fixture.LosesTens;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;

/** Row I2: what would make a child hard to upgrade is said before anybody tries. */
class I2LintTest extends Runtime {
    @InjectService(timeout = 20_000)
    Lint lint;

    @InjectService(timeout = 20_000)
    Lifecycle lifecycle;

    private LintReport lint(ChildJar jar) throws IOException {
        return done(lint.lint(Optional.of(jar.write(folder.resolve("linted.jar")))))
                .get(0);
    }

    private static List<String> rules(LintReport report) {
        return report.findings().stream().map(Finding::rule).toList();
    }

    private Bundle user(String api) throws Exception {
        ChildJar jar = ChildJar.bundle("1.0.0", "user." + id).header("Import-Package", api);
        Bundle user = context.installBundle(
                jar.write(folder.resolve("user.jar")).toUri().toString());
        user.start();
        return user;
    }

    @Test
    void anApiInsideItsImplementationPullsEveryUserAlongAndFails() throws Exception {
        ChildJar inside = counter(1).header("Export-Package", "api.of.mine;version=1.0.0");
        Bundle child = install(inside);
        Bundle user = user("api.of.mine");
        try {
            assertThat(lifecycle.closure(List.of(child.getBundleId())))
                    .containsExactlyInAnyOrder(child.getBundleId(), user.getBundleId());

            LintReport report = lint(inside);

            assertThat(report.passed()).isFalse();
            assertThat(report.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo("api-in-child");
                assertThat(finding.text()).contains("api.of.mine", "stops and starts with every upgrade");
                assertThat(finding.remedy()).contains("API bundle");
            });
        } finally {
            user.uninstall();
        }
    }

    @Test
    void anApiInABundleOfItsOwnLeavesTheChildAloneAndPasses() throws Exception {
        ChildJar api = ChildJar.bundle("1.0.0", "api." + id).header("Export-Package", "api.apart;version=1.0.0");
        Bundle offers = context.installBundle(
                api.write(folder.resolve("api.jar")).toUri().toString());
        ChildJar apart = counter(1).inHeader("Import-Package", "java.util", "java.util,api.apart");
        Bundle child = install(apart);
        Bundle user = user("api.apart");
        try {
            assertThat(lifecycle.closure(List.of(child.getBundleId()))).containsExactly(child.getBundleId());
            assertThat(lint(apart).findings()).isEmpty();
        } finally {
            user.uninstall();
            child.uninstall();
            offers.uninstall();
        }
    }

    @Test
    void mutableFieldsAndStatesThatAreNoDataAreNamed() throws Exception {
        LintReport report = lint(counter(1).implementedBy(ChildJar.COUNTER, KeepsAField.class));

        assertThat(report.passed()).isFalse();
        assertThat(rules(report)).containsExactlyInAnyOrder("mutable-field", "state-not-data");
        assertThat(report.findings())
                .extracting(Finding::place)
                .containsExactlyInAnyOrder(KeepsAField.class.getName() + ".calls", "state.socket: java.net.Socket");
    }

    @Test
    void aMigrationThatLosesAFieldIsFoundOnTheStateOfTheRunningChild() throws Exception {
        install(counter(1));
        call("add", "17");

        assertThat(lint(counter(2)).findings()).isEmpty();
        LintReport lossy = lint(counter(2).implementedBy(ChildJar.MIGRATION, LosesTens.class));

        assertThat(lossy.passed()).isFalse();
        assertThat(lossy.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo("lossy-migration");
            assertThat(finding.place()).isEqualTo("count");
        });
        assertThat(call("get")).isEqualTo(17L);
        assertThat(report().version()).isEqualTo("1.0.0");
    }

    @Test
    void migrationsThatAreMissingOrLeadOneWayOnlyAreNamed() throws Exception {
        install(counter(1));

        assertThat(rules(lint(counter(2).inHeader("Provide-Capability", "to:Long=2", "to:Long=9"))))
                .containsExactly("missing-migration");
        assertThat(lint(counter(2).inHeader("Provide-Capability", "down=true", "down=false"))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(LintReport.Level.WARNING);
                    assertThat(finding.rule()).isEqualTo("one-way");
                });
    }

    @Test
    void withoutAJarWhatRunsHereIsLookedAt() throws Exception {
        Bundle child = install(counter(1).header("Export-Package", "api.of.mine;version=1.0.0"));

        assertThat(done(lint.lint(Optional.empty())))
                .filteredOn(report -> report.symbolicName().equals(child.getSymbolicName()))
                .singleElement()
                .satisfies(report -> assertThat(rules(report)).containsExactly("api-in-child"));
    }

    @Test
    void whatIsNoBundleOfAChildIsRefused() {
        ChildJar nobody = ChildJar.bundle("1.0.0", "nobody." + id);

        assertThatThrownBy(() -> lint(nobody)).hasMessageContaining("declares no child");
    }
}
