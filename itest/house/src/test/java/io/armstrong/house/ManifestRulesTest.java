package io.armstrong.house;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

/** What bundles say of themselves, read from the manifests bnd wrote. */
class ManifestRulesTest {
    private static final Set<String> FOR_CHILDREN =
            Set.of("io.armstrong.api", "io.armstrong.testkit", "io.armstrong.examples.pqchain.api");
    private static final Set<String> FOR_US = Set.of("io.armstrong.core", "io.armstrong.process");

    @Test
    void noProviderExportsAPackageToChildren() throws IOException {
        List<String> offers = new ArrayList<>();
        for (Path bundle : House.bundles()) {
            String name = bundle.getFileName().toString();
            String exports = header(bundle, "Export-Package");
            boolean fine = exports.isEmpty()
                    || FOR_CHILDREN.contains(name)
                    || (FOR_US.contains(name) && everyClauseIsInternal(exports));
            if (!fine) offers.add(name + " exports " + exports);
        }
        Verdict.none(
                "design section 3: no provider exports a package to children, so upgrading a child or a provider never"
                        + " forces a refresh of others",
                offers);
    }

    @Test
    void theSymbolicNameIsTheFolder() throws IOException {
        List<String> others = new ArrayList<>();
        for (Path bundle : House.bundles()) {
            String name = header(bundle, "Bundle-SymbolicName").replaceFirst(";.*", "");
            if (!name.equals(House.symbolicName(bundle))) others.add(bundle.getFileName() + " calls itself " + name);
        }
        Verdict.none("design section 3: folder = Bundle-SymbolicName = root package", others);
    }

    /** Clauses are parted by commas outside quotes. */
    private static boolean everyClauseIsInternal(String exports) {
        for (String clause : exports.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
            if (!clause.contains("mandatory:=armstrong")) return false;
        return true;
    }

    private static String header(Path bundle, String name) throws IOException {
        Path manifest = bundle.resolve("target/classes/META-INF/MANIFEST.MF");
        if (!Files.isRegularFile(manifest)) throw new IOException("not built: " + bundle);
        try (InputStream in = Files.newInputStream(manifest)) {
            String value = new Manifest(in).getMainAttributes().getValue(name);
            return value == null ? "" : value;
        }
    }
}
