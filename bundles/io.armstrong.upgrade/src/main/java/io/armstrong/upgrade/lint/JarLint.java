package io.armstrong.upgrade.lint;

import io.armstrong.api.upgrade.LintReport.Finding;
import io.armstrong.api.upgrade.LintReport.Level;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.core.spec.HeaderClause;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Constants;

/** What a jar's manifest and class files tell; nothing of it is loaded or run. */
public final class JarLint {
    private static final String COMPONENTS = "Service-Component";

    private final Map<String, String> headers;
    private final JarContent jar;
    private final List<Finding> findings = new ArrayList<>();

    private JarLint(Map<String, String> headers, JarContent jar) {
        this.headers = headers;
        this.jar = jar;
    }

    /**
     * Looks into a jar of a child.
     *
     * @param headers its main headers
     * @throws IOException when it cannot be read
     */
    public static List<Finding> of(Path jar, Map<String, String> headers) throws IOException {
        try (JarContent content = new JarContent(jar)) {
            JarLint lint = new JarLint(headers, content);
            lint.exports();
            for (HeaderClause child : HeaderClause.parse(headers.getOrDefault(Constants.PROVIDE_CAPABILITY, "")))
                if (child.path().equals(Supervised.NAMESPACE)) lint.worker(child.attributes());
            return lint.findings;
        }
    }

    /** An API inside its implementation: everybody who uses it is refreshed with it (feature I2). */
    private void exports() {
        for (HeaderClause exported : HeaderClause.parse(headers.getOrDefault(Constants.EXPORT_PACKAGE, "")))
            findings.add(new Finding(
                    Level.ERROR,
                    "",
                    "api-in-child",
                    exported.path(),
                    "the bundle of a child exports " + exported.path()
                            + ": whoever is wired to it stops and starts with every upgrade",
                    "move the package into an API bundle of its own, in which no child lives"));
    }

    private void worker(Map<String, String> child) throws IOException {
        String id = child.getOrDefault(Supervised.NAMESPACE, "");
        String worker = child.getOrDefault("worker", "");
        if (worker.isEmpty()) return;
        Components component = component(worker);
        Optional<Shape> shape = jar.shape(component.implementation());
        if (shape.isEmpty()) {
            String text = "the jar has no class " + component.implementation();
            findings.add(new Finding(Level.ERROR, id, "mutable-field", worker, text, "build it again"));
            return;
        }
        if (!component.prototype()) fields(id, shape.get(), component);
        state(id, shape.get());
    }

    /** As the runtime does when the bundle starts: what changes belongs into the state. */
    private void fields(String id, Shape worker, Components component) {
        for (String field : worker.fields())
            if (!component.injected().contains(field))
                findings.add(new Finding(
                        Level.ERROR,
                        id,
                        "mutable-field",
                        worker.name() + "." + field,
                        "the field may change, and no upgrade carries it",
                        "make it final, put it into the state, or make the component prototype-scoped"));
    }

    private Components component(String worker) throws IOException {
        try {
            return Components.of(jar, headers.getOrDefault(COMPONENTS, ""), worker);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("a component description cannot be read: " + e.getMessage(), e);
        }
    }

    private void state(String id, Shape worker) throws IOException {
        if (worker.has("snapshot") && worker.has("restore")) return;
        Optional<TypeName> state = worker.interfaces().stream()
                .filter(above -> above.name().equals(Worker.class.getName())
                        && !above.arguments().isEmpty())
                .map(above -> above.arguments().get(0))
                .findFirst();
        if (state.isEmpty()) {
            note(id, worker.name(), "it does not say itself of what it is a Worker");
            return;
        }
        StateRules rules = new StateRules(jar);
        rules.look(state.get());
        for (String place : rules.wrong())
            findings.add(new Finding(
                    Level.ERROR,
                    id,
                    "state-not-data",
                    place,
                    "the state is not plain data there, so no upgrade carries it",
                    "use records, enums, lists, maps and scalars, or override snapshot and restore"));
        for (String place : rules.unseen()) note(id, place, "its class is of another bundle and was not looked into");
    }

    private void note(String id, String place, String text) {
        findings.add(new Finding(Level.NOTE, id, "state-not-data", place, text, "sup:upgrade --rehearse tells"));
    }
}
