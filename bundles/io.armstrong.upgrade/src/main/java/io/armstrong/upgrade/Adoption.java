package io.armstrong.upgrade;

import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Store.BundleRecord;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.upgrade.Upgrades.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes a jar into the store as the one a running bundle came from, after comparing them file by file (design D10); or puts the jar
 * that the store wants, and lost, back into it.
 */
record Adoption(Ground ground) {
    Revision adopt(BundleReport bundle, Path file) {
        if (!Files.isReadable(file))
            throw new SupervisionException(Code.NOT_FOUND, "no readable file " + file, "check the path");
        try {
            CheckedJar jar = CheckedJar.read(file);
            Optional<RevisionRecord> wanted =
                    ground.store().bundle(bundle.symbolicName()).map(BundleRecord::current);
            if (wanted.isPresent() && wanted.get().sha256().equals(jar.sha256())) return putBack(file, wanted.get());
            if (wanted.isPresent()) notBesideNewState(bundle, wanted.get());
            same(bundle, jar);
            RevisionRecord revision = new RevisionRecord(
                    bundle.version(),
                    copied(file, jar.sha256()),
                    ground.bundles().location(bundle.bundleId()),
                    ground.wall().get());
            ground.store().adopt(bundle.symbolicName(), revision);
            return current(revision);
        } catch (IOException e) {
            throw new SupervisionException(Code.FAILED, "cannot adopt " + file + ": " + Refusal.sentence(e), "");
        }
    }

    /** The very jar that the store wants: its copy there may be damaged, and its bundle hold something else (fault row 33). */
    private Revision putBack(Path file, RevisionRecord wanted) throws IOException {
        copied(file, wanted.sha256());
        return current(wanted);
    }

    private String copied(Path file, String sha256) throws IOException {
        if (!ground.store().putJar(file).equals(sha256))
            throw Refusal.of(file + " changed while it was read", "wait until it is written whole");
        return sha256;
    }

    private static Revision current(RevisionRecord revision) {
        return new Revision(revision.version(), revision.sha256(), revision.since(), true);
    }

    /** A bundle that waits for a jar the store lost holds older code than its state is of. */
    private void notBesideNewState(BundleReport bundle, RevisionRecord wanted) {
        if (bundle.version().equals(wanted.version()) || !bundle.drifted().isEmpty()) return;
        try {
            ground.store().jar(wanted.sha256());
        } catch (IOException lost) {
            throw Refusal.of(
                    "the store wants " + wanted.version() + " of " + bundle.symbolicName() + ", and "
                            + Refusal.message(Refusal.of(lost)),
                    "give the jar of " + wanted.version() + " with SHA-256 " + wanted.sha256());
        }
    }

    private void same(BundleReport bundle, CheckedJar jar) throws IOException {
        String found =
                jar.declaration().symbolicName() + " " + jar.declaration().version();
        String running = bundle.symbolicName() + " " + bundle.version();
        if (!found.equals(running))
            throw Refusal.of("the jar holds " + found + ", and " + running + " runs", "give the jar that runs");
        Optional<String> difference = ground.bundles().difference(bundle.bundleId(), jar.file());
        if (difference.isPresent())
            throw Refusal.of(
                    "the jar and the running bundle differ in " + difference.get(),
                    "give the jar that runs, or sup:upgrade to this one after adopting that");
    }
}
