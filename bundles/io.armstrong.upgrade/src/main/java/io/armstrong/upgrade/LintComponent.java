package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.Lint;
import io.armstrong.api.upgrade.LintReport;
import io.armstrong.api.upgrade.LintReport.Finding;
import io.armstrong.upgrade.lint.JarLint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers {@link Lint}; the bounds are those of upgrades. */
@Component(configurationPid = "io.armstrong.upgrade")
public final class LintComponent implements Lint {
    private final Supervision supervision;
    private final Store store;
    private final Limits limits;

    @Activate
    public LintComponent(UpgradeComponent.Config config, @Reference Supervision supervision, @Reference Store store) {
        this.supervision = supervision;
        this.store = store;
        this.limits = UpgradeComponent.limits(config);
    }

    @Override
    public CompletionStage<List<LintReport>> lint(Optional<Path> jar) {
        return DisposableThread.call(
                "lint", limits.migration().multipliedBy(4), () -> jar.isPresent() ? List.of(look(jar.get())) : all());
    }

    private List<LintReport> all() throws IOException {
        List<LintReport> reports = new ArrayList<>();
        for (String name : supervision.tree().children().stream()
                .map(ChildReport::bundle)
                .filter(Objects::nonNull)
                .map(ChildReport.BundleReport::symbolicName)
                .distinct()
                .toList()) {
            Optional<Store.BundleRecord> known = store.bundle(name);
            if (known.isPresent())
                reports.add(look(store.jar(known.get().current().sha256())));
        }
        return reports;
    }

    private LintReport look(Path file) throws IOException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file))
            throw new SupervisionException(Code.NOT_FOUND, "no readable file " + file, "check the path");
        CheckedJar jar = CheckedJar.read(file);
        BundleDeclaration says = jar.declaration();
        if (says.children().isEmpty())
            throw Refusal.of(
                    says.symbolicName() + " declares no child", "annotate a worker with @Supervised, or add a header");
        List<Finding> findings = new ArrayList<>(read(file));
        findings.addAll(new ThereAndBack(supervision, limits, jar).findings());
        findings.sort(Comparator.comparing(Finding::level));
        return new LintReport(says.symbolicName(), says.version().toString(), findings);
    }

    private static List<Finding> read(Path file) throws IOException {
        try {
            return JarLint.of(file, CheckedJar.headers(file));
        } catch (IllegalArgumentException e) {
            throw Refusal.of(file + " has a bad manifest: " + e.getMessage(), "mend the manifest");
        }
    }
}
