package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store;
import io.armstrong.supervisor.bundle.BundleContent;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.bundle.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * The jars that the store wants. Where the store's own copy is damaged or missing, another copy of the same bytes is looked for in
 * what is installed and where it was installed from, and put back into the store (fault row 33).
 */
record Copies(Store store, Journal journal, Bundles bundles) {
    /** @throws IOException what the store says, when there is no other copy */
    Path jar(String symbolicName, Store.RevisionRecord wanted) throws IOException {
        try {
            return store.jar(wanted.sha256());
        } catch (IOException damaged) {
            if (!putBack(symbolicName, wanted, damaged)) throw damaged;
            return store.jar(wanted.sha256());
        }
    }

    /** Keeps what that bundle holds as what is wanted from now on. */
    void keep(Bundle bundle, String symbolicName) throws IOException {
        try (Scratch scratch = Scratch.open("armstrong-adopt-")) {
            String sha256 = store.putJar(BundleContent.jarOf(bundle, scratch.folder()));
            store.adopt(
                    symbolicName,
                    new Store.RevisionRecord(
                            bundle.getVersion().toString(), sha256, bundle.getLocation(), Instant.now()));
        }
    }

    private boolean putBack(String symbolicName, Store.RevisionRecord wanted, IOException damaged) throws IOException {
        try (Scratch scratch = Scratch.open("armstrong-copy-")) {
            for (Source source : sources(symbolicName, wanted, scratch.folder())) {
                Optional<Path> copy = read(source, damaged).filter(file -> holds(file, wanted, damaged));
                if (copy.isEmpty()) continue;
                store.putJar(copy.get());
                journal.record(new ArmstrongEvent.Drifted(
                        symbolicName,
                        "its jar of " + wanted.version() + " in the store was damaged or missing",
                        "put back from " + source.name()));
                return true;
            }
            return false;
        }
    }

    /** A place where a copy may be. */
    private record Source(String name, Content content) {}

    private interface Content {
        Optional<Path> file() throws IOException;
    }

    private List<Source> sources(String symbolicName, Store.RevisionRecord wanted, Path folder) {
        List<Source> sources = new ArrayList<>();
        sources.add(at(wanted.location()));
        for (Bundle bundle : bundles.all(symbolicName)) {
            sources.add(at(bundle.getLocation()));
            sources.add(new Source(
                    "bundle " + bundle.getBundleId(), () -> Optional.of(BundleContent.jarOf(bundle, folder))));
        }
        return sources;
    }

    private static Source at(String location) {
        return new Source(location, () -> BundleContent.file(location));
    }

    private static Optional<Path> read(Source source, IOException damaged) {
        try {
            return source.content().file();
        } catch (IOException e) {
            damaged.addSuppressed(e);
            return Optional.empty();
        }
    }

    private static boolean holds(Path file, Store.RevisionRecord wanted, IOException damaged) {
        try {
            return BundleContent.sha256(file).equals(wanted.sha256());
        } catch (IOException e) {
            damaged.addSuppressed(e);
            return false;
        }
    }
}
