package io.armstrong.supervisor.bundle;

import io.armstrong.api.worker.Supervised;
import io.armstrong.core.spec.HeaderClause;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Reads which children a bundle declares: capabilities {@code io.armstrong.child} (made from {@code @Supervised} at build
 * time) and the plain header {@code Armstrong-Child}, for bundles that know nothing of us. Works on installed bundles;
 * nothing is loaded from them.
 */
public final class Declarations {
    /** The plain header. */
    public static final String HEADER = "Armstrong-Child";

    private static final String ID = "id";

    private Declarations() {}

    /**
     * The declarations of a bundle, capabilities first; empty for a bundle that declares none, a fragment or an
     * uninstalled one.
     *
     * @throws IllegalArgumentException for a header that cannot be read, naming the clause
     */
    public static List<Declaration> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null || (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) return List.of();
        List<Declaration> found = new ArrayList<>();
        for (BundleCapability capability : revision.getDeclaredCapabilities(Supervised.NAMESPACE))
            found.add(of(bundle, "Provide-Capability", attributes(capability)));
        String header = bundle.getHeaders("").get(HEADER);
        if (header != null) for (HeaderClause clause : HeaderClause.parse(header)) found.add(plain(bundle, clause));
        return List.copyOf(found);
    }

    /** Whether that bundle is written as if children lived in it: of a fragment {@link #of} finds none. */
    public static boolean claims(Bundle bundle) {
        Dictionary<String, String> headers = bundle.getHeaders("");
        String capabilities = headers.get(Constants.PROVIDE_CAPABILITY);
        return headers.get(HEADER) != null || capabilities != null && capabilities.contains(Supervised.NAMESPACE + ";");
    }

    private static Map<String, Object> attributes(BundleCapability capability) {
        Map<String, Object> attributes = new HashMap<>(capability.getAttributes());
        Object id = attributes.remove(Supervised.NAMESPACE);
        attributes.put(ID, id == null ? "" : id);
        return attributes;
    }

    private static Declaration plain(Bundle bundle, HeaderClause clause) {
        Map<String, Object> attributes = new HashMap<>(clause.attributes());
        attributes.put(ID, clause.path());
        return of(bundle, HEADER, attributes);
    }

    private static Declaration of(Bundle bundle, String header, Map<String, Object> attributes) {
        String name = String.valueOf(bundle.getSymbolicName());
        return new Declaration(
                bundle.getBundleId(), name, header + " of " + name + " " + bundle.getVersion(), attributes);
    }
}
