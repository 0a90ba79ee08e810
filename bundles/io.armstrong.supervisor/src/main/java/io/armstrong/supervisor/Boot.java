package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.bundle.Declaration;
import io.armstrong.supervisor.bundle.Declarations;
import io.armstrong.supervisor.child.Wanted;
import io.armstrong.supervisor.config.Configured;
import io.armstrong.supervisor.config.TreeFile;
import io.armstrong.supervisor.tree.Tiers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Finds every child there is, in the store, in bundles and in the configuration file, and starts the tree over them. Runs
 * once, on the edge thread: what happens meanwhile waits behind it.
 */
final class Boot {
    /** The framework property that names the one file for a whole tree. */
    static final String CONFIG = "armstrong.config";
    /** The framework property in which a launcher tells how the run before ended, when it did not end as it should. */
    static final String LAST_RUN = "armstrong.last.run";

    private final BundleContext context;
    private final Runtime runtime;
    private final Store store;
    private final Journal journal;
    /** Bundles of which it was said that no child can live in them. Of the edge thread. */
    private final Set<Long> refused = new HashSet<>();

    Boot(BundleContext context, Runtime runtime, Store store, Journal journal) {
        this.context = context;
        this.runtime = runtime;
        this.store = store;
        this.journal = journal;
    }

    /** Everything but the start of the root. */
    void prepare() {
        lastRun();
        runtime.revisions().installMissing();
        storedChildren();
        for (Bundle bundle : context.getBundles()) declare(bundle);
        configurationFile();
    }

    private void lastRun() {
        String told = context.getProperty(LAST_RUN);
        if (told != null && !told.isBlank())
            journal.record(new ArmstrongEvent.AlarmSet(Tiers.ROOT, "unclean-end", told, "sup:events"));
    }

    private void storedChildren() {
        for (Store.ChildRecord child : store.children())
            if (!child.attributes().isEmpty() && !child.wanted().equals(Wanted.REMOVED))
                runtime.catalog()
                        .configure(new Configured(
                                Configured.Kind.CHILD, child.id(), "the store", Map.copyOf(child.attributes())));
    }

    /**
     * Takes in what a bundle declares and has not declared before; nothing where its children live in another bundle of its name.
     *
     * @return ids that are new
     */
    List<String> declare(Bundle bundle) {
        if (Bundles.isTwin(bundle)) return List.of();
        List<Declaration> declarations = read(bundle);
        if (declarations.isEmpty()) refuseUnfit(bundle);
        if (declarations.isEmpty()) return List.of();
        runtime.revisions().reconcile(bundle);
        if (!runtime.bundles().lives(bundle)) return List.of();
        List<String> fresh = new ArrayList<>();
        for (Declaration declaration : read(bundle)) if (take(declaration)) fresh.add(idOf(declaration));
        return fresh;
    }

    private void refuseUnfit(Bundle bundle) {
        String unfit = Bundles.unfit(bundle);
        if (unfit == null || !Declarations.claims(bundle) || !refused.add(bundle.getBundleId())) return;
        String name = String.valueOf(bundle.getSymbolicName());
        journal.record(new ArmstrongEvent.SpecRefused(name, "the manifest of " + name, "a child in it", unfit));
    }

    private List<Declaration> read(Bundle bundle) {
        try {
            return Declarations.of(bundle);
        } catch (IllegalArgumentException e) {
            String place = Declarations.HEADER + " of " + bundle.getSymbolicName();
            journal.record(new ArmstrongEvent.SpecRefused(
                    String.valueOf(bundle.getSymbolicName()),
                    place,
                    String.valueOf(e.getMessage()),
                    "a header clause"));
            return List.of();
        }
    }

    private boolean take(Declaration declaration) {
        String id = idOf(declaration);
        if (runtime.catalog().declaration(id).filter(declaration::equals).isPresent()) return false;
        if (runtime.wanted().of(id).equals(Wanted.REMOVED)) return false;
        try {
            boolean known = runtime.catalog().knows(id);
            runtime.catalog().declare(declaration);
            runtime.catalog().spec(id);
            runtime.wanted().remember(id, declaration.symbolicName(), Map.of());
            return !known;
        } catch (BadSpec bad) {
            runtime.refused(id, bad);
        } catch (IOException e) {
            journal.record(new ArmstrongEvent.AlarmSet(
                    id, "not-stored", "it runs but will not return at boot: " + e.getMessage(), "sup:events"));
            return true;
        }
        return false;
    }

    private static String idOf(Declaration declaration) {
        return String.valueOf(declaration.attributes().get("id"));
    }

    /** The file counts whole or not at all: with the first fault nothing of it is taken. */
    private void configurationFile() {
        String file = context.getProperty(CONFIG);
        if (file == null || file.isBlank()) return;
        try {
            runtime.catalog().configureAll(TreeFile.read(Path.of(file)));
        } catch (IOException e) {
            refused(file, String.valueOf(e.getMessage()), "mend it and boot again");
        } catch (BadSpec bad) {
            refused(bad.place(), bad.value(), bad.rule());
        }
    }

    private void refused(String place, String value, String rule) {
        journal.record(
                new ArmstrongEvent.SpecRefused("armstrong", place, value, rule + "; nothing of the file was taken"));
    }
}
