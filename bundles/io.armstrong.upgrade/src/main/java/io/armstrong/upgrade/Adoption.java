package io.armstrong.upgrade;

import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.upgrade.Upgrades.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Takes a jar into the store as the one a running bundle came from, after comparing them file by file (design D10). */
record Adoption(Ground ground) {
    Revision adopt(BundleReport bundle, Path file) {
        if (!Files.isReadable(file))
            throw new SupervisionException(Code.NOT_FOUND, "no readable file " + file, "check the path");
        try {
            CheckedJar jar = CheckedJar.read(file);
            same(bundle, jar);
            String sha256 = ground.store().putJar(file);
            if (!sha256.equals(jar.sha256()))
                throw Refusal.of(file + " changed while it was read", "wait until it is written whole");
            RevisionRecord revision = new RevisionRecord(
                    bundle.version(),
                    sha256,
                    ground.bundles().location(bundle.bundleId()),
                    ground.wall().get());
            ground.store().adopt(bundle.symbolicName(), revision);
            return new Revision(revision.version(), sha256, revision.since(), true);
        } catch (IOException e) {
            throw new SupervisionException(Code.FAILED, "cannot adopt " + file + ": " + Refusal.sentence(e), "");
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
