package io.armstrong.upgrade;

import io.armstrong.api.upgrade.Migration;
import io.armstrong.api.worker.Supervised;
import io.armstrong.core.spec.HeaderClause;
import io.armstrong.core.upgrade.MigrationStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * What a manifest says about an upgrade: which bundle it is, its children, and the migrations it brings.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param fragment whether it is a fragment, which cannot be a child
 * @param children by id
 * @param migrations in the order of the manifest
 */
record BundleDeclaration(
        String symbolicName,
        Version version,
        boolean fragment,
        Map<String, DeclaredChild> children,
        List<MigrationStep> migrations) {
    /** The header by which a bundle that knows nothing of us is a child. */
    static final String PLAIN_HEADER = "Armstrong-Child";

    /**
     * @param schema of its state; 0 for a plain bundle
     * @param upgradesFrom 0: none
     * @param dynamic whether it is the template of dynamic children
     * @param twin whether it can live twice; of a plain bundle, whose author has to say so
     */
    record DeclaredChild(
            String id,
            int schema,
            boolean durable,
            boolean exclusive,
            int upgradesFrom,
            boolean dynamic,
            boolean twin) {}

    BundleDeclaration {
        children = Map.copyOf(children);
        migrations = List.copyOf(migrations);
    }

    /**
     * Reads the main headers of a manifest.
     *
     * @throws IllegalArgumentException naming header and clause
     */
    static BundleDeclaration of(Map<String, String> headers) {
        List<HeaderClause> name = clauses(headers, Constants.BUNDLE_SYMBOLICNAME);
        if (name.isEmpty()) throw new IllegalArgumentException("no Bundle-SymbolicName: this jar is no bundle");
        Map<String, DeclaredChild> children = new LinkedHashMap<>();
        List<MigrationStep> migrations = new ArrayList<>();
        for (HeaderClause capability : clauses(headers, Constants.PROVIDE_CAPABILITY)) {
            if (capability.path().equals(Supervised.NAMESPACE)) add(children, child(capability));
            if (capability.path().equals(Migration.NAMESPACE)) migrations.add(migration(capability));
        }
        for (HeaderClause plain : clauses(headers, PLAIN_HEADER))
            add(children, new DeclaredChild(plain.path(), 0, false, false, 0, false, flag(plain, "twin")));
        return new BundleDeclaration(
                name.get(0).path(),
                Version.parseVersion(headers.get(Constants.BUNDLE_VERSION)),
                headers.containsKey(Constants.FRAGMENT_HOST),
                children,
                migrations);
    }

    private static void add(Map<String, DeclaredChild> children, DeclaredChild child) {
        children.putIfAbsent(child.id(), child);
    }

    private static List<HeaderClause> clauses(Map<String, String> headers, String header) {
        try {
            return HeaderClause.parse(headers.getOrDefault(header, ""));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("header " + header + ": " + e.getMessage(), e);
        }
    }

    private static DeclaredChild child(HeaderClause capability) {
        Map<String, String> attributes = capability.attributes();
        boolean plain = attributes.getOrDefault("worker", "").isEmpty();
        return new DeclaredChild(
                attributes.getOrDefault(Supervised.NAMESPACE, ""),
                plain ? 0 : number(capability, "schema", 1),
                flag(capability, "durable"),
                flag(capability, "exclusive"),
                number(capability, "upgradesFrom", 0),
                flag(capability, "dynamic"),
                flag(capability, "twin"));
    }

    private static MigrationStep migration(HeaderClause capability) {
        return new MigrationStep(
                capability.attributes().getOrDefault(Migration.NAMESPACE, ""),
                number(capability, "from", 0),
                number(capability, "to", 0),
                Boolean.parseBoolean(capability.attributes().get("down")),
                capability.attributes().getOrDefault("class", ""));
    }

    private static boolean flag(HeaderClause clause, String name) {
        return Boolean.parseBoolean(clause.attributes().get(name));
    }

    private static int number(HeaderClause clause, String name, int otherwise) {
        String value = clause.attributes().get(name);
        if (value == null) return otherwise;
        try {
            return Integer.parseInt(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "capability " + clause.path() + ": " + name + " is '" + value + "': must be a whole number", e);
        }
    }
}
