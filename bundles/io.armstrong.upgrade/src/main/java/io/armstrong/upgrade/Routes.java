package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.core.upgrade.MigrationPath;
import io.armstrong.core.upgrade.MigrationStep;
import io.armstrong.upgrade.BundleDeclaration.DeclaredChild;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which way the state of each child goes; up by what the new bundle declares, down by what the running one does. */
record Routes(Subject subject) {
    /** Finds the way of a child's state from that schema to the new version's. @throws RuntimeException a refusal when there is none */
    void route(String child, int schema) {
        Integer routed = subject.routed.get(child);
        if (routed != null && routed == schema) return;
        int target = target(child, schema);
        boolean down = target < schema;
        BundleDeclaration knows =
                down ? subject.prepared().running() : subject.prepared().next();
        if (schema == 0 || target == 0) plainStaysPlain(child, schema, target);
        Optional<MigrationPath> path =
                MigrationPath.find(child, schema, target, knows.migrations(), upgradesFrom(child));
        if (path.isEmpty() && !(down && lossIsAccepted(child, target)))
            throw Refusal.of(
                    MigrationPath.missing(child, schema, target, knows.migrations()),
                    down
                            ? "write its down, or use --accept-loss"
                            : "add the missing StateMigration to the new version");
        Map<String, MigrationPath> paths = new HashMap<>(subject.paths);
        path.ifPresentOrElse(found -> paths.put(child, found), () -> paths.remove(child));
        subject.paths = Map.copyOf(paths);
        subject.routed.put(child, schema);
    }

    /** Whether a state of that schema has to cross to another one; not where there is no worker before or after. */
    boolean moves(String child, int schema) {
        int target = target(child, schema);
        return schema != 0 && target != 0 && schema != target;
    }

    /** Whether the child checkpoints, in the running version or the new one. */
    boolean durable(String child) {
        return declaredDurable(subject.prepared().running(), child)
                || declaredDurable(subject.prepared().next(), child);
    }

    /** The way back from the new version, while it runs; empty when the old state of before is accepted instead. */
    Optional<MigrationPath> wayBack(String child, int schema, int before) {
        List<MigrationStep> known =
                schema < before ? List.of() : subject.prepared().next().migrations();
        Optional<MigrationPath> path = MigrationPath.find(child, schema, before, known, 0);
        if (path.isEmpty() && !subject.asked.options().acceptLoss())
            throw Refusal.of(
                    MigrationPath.missing(child, schema, before, known),
                    "it stays on the new version; write its down, then sup:rollback");
        return path;
    }

    /** Without a way down the state before the last upgrade is restored, if that is wanted and still there. */
    private boolean lossIsAccepted(String child, int target) {
        Snapshot last = subject.asked.last().get(child);
        return subject.asked.options().acceptLoss() && last != null && last.schema() == target;
    }

    private void plainStaysPlain(String child, int schema, int target) {
        if (schema == target) return;
        throw Refusal.of(
                child + (schema == 0 ? " is a plain bundle and would become a worker" : " would lose its worker"),
                "sup:stop " + child + ", upgrade it while it is down, sup:start " + child);
    }

    /** What the new version declares; a child that its bundle does not declare keeps its schema. */
    private int target(String child, int schema) {
        DeclaredChild declared = subject.prepared().next().children().get(child);
        return declared == null ? schema : declared.schema();
    }

    private int upgradesFrom(String child) {
        @Nullable DeclaredChild declared = subject.prepared().next().children().get(child);
        return declared == null ? 0 : declared.upgradesFrom();
    }

    private static boolean declaredDurable(BundleDeclaration bundle, String child) {
        @Nullable DeclaredChild declared = bundle.children().get(child);
        return declared != null && declared.durable();
    }
}
