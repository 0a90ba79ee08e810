package io.armstrong.upgrade;

import io.armstrong.api.StateReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.upgrade.LintReport.Finding;
import io.armstrong.api.upgrade.LintReport.Level;
import io.armstrong.core.upgrade.MigrationPath;
import io.armstrong.core.upgrade.StateLoss;
import io.armstrong.upgrade.BundleDeclaration.DeclaredChild;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Takes the state of a running child up by a jar's migrations and down again: what differs would be lost. */
record ThereAndBack(Supervision supervision, Limits limits, CheckedJar jar) {
    private static final String LOSSY = "lossy-migration";

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (DeclaredChild child : jar.declaration().children().values()) {
            if (child.schema() == 0) continue;
            Optional<StateReport> state = state(child.id());
            if (state.isPresent()) look(child, state.get(), findings);
            else if (declares(child))
                findings.add(new Finding(
                        Level.NOTE,
                        child.id(),
                        LOSSY,
                        "",
                        "no child of that name is up here, so its migrations were not tried",
                        "lint it where it runs"));
        }
        return findings;
    }

    private boolean declares(DeclaredChild child) {
        return jar.declaration().migrations().stream()
                .anyMatch(step -> step.child().equals(child.id()));
    }

    /** Empty while it is not up, or busy. */
    private Optional<StateReport> state(String id) {
        try {
            return Optional.of(supervision
                    .state(id, limits.migration())
                    .toCompletableFuture()
                    .join());
        } catch (SupervisionException | CompletionException e) {
            return Optional.empty();
        }
    }

    private void look(DeclaredChild child, StateReport state, List<Finding> findings) {
        if (state.schema() >= child.schema()) return;
        Optional<MigrationPath> path = MigrationPath.find(
                child.id(), state.schema(), child.schema(), jar.declaration().migrations(), child.upgradesFrom());
        if (path.isEmpty())
            findings.add(new Finding(
                    Level.ERROR,
                    child.id(),
                    "missing-migration",
                    "",
                    MigrationPath.missing(
                            child.id(),
                            state.schema(),
                            child.schema(),
                            jar.declaration().migrations()),
                    "add the missing StateMigration"));
        else if (!path.get().leadsBack())
            findings.add(new Finding(
                    Level.WARNING,
                    child.id(),
                    "one-way",
                    path.get().text(),
                    "not every step has its down: an undo restores the old snapshot and loses what came since",
                    "write down, and declare it with down = true"));
        else lost(path.get(), state, findings);
    }

    private void lost(MigrationPath path, StateReport state, List<Finding> findings) {
        try {
            Snapshot back = walked(path, new Snapshot(state.schema(), state.state()));
            for (String field : StateLoss.fields(state.state(), back.data()))
                findings.add(new Finding(
                        Level.ERROR,
                        path.child(),
                        LOSSY,
                        field,
                        "up and down again (" + path.text() + ") it is not what it was",
                        "carry it through up and down"));
        } catch (SupervisionException e) {
            findings.add(new Finding(
                    e.remedy().contains("rehearse") ? Level.NOTE : Level.ERROR,
                    path.child(),
                    LOSSY,
                    path.text(),
                    Refusal.message(e),
                    e.remedy()));
        }
    }

    private Snapshot walked(MigrationPath path, Snapshot state) {
        Duration deadline = limits.migration();
        try {
            return DisposableThread.call("lint of " + path.child(), deadline, () -> {
                        try (JarMigrations migrations = new JarMigrations(jar.file())) {
                            MigrationRun run = new MigrationRun(migrations::of, limits.state());
                            return run.walk(path.reversed(), run.walk(path, state));
                        }
                    })
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw Refusal.of(e);
        }
    }
}
