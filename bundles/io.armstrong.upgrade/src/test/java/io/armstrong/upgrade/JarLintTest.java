package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.LintReport.Finding;
import io.armstrong.api.upgrade.LintReport.Level;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.upgrade.lint.JarLint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What class files tell of a child. */
class JarLintTest {
    @TempDir
    Path folder;

    enum Colour {
        RED
    }

    sealed interface Move permits Step1, Step2 {}

    record Step1(Instant at) implements Move {}

    record Step2(Optional<Move> before, List<byte[]> bytes) implements Move {}

    record Fine(int n, Map<Colour, List<Move>> moves, Set<String> names, Object any) {}

    record Bad(Fine fine, List<Thread> threads, Map<String, StringBuilder> texts, int[] numbers) {}

    abstract static class OfFine implements Worker<Fine> {
        private final long constant = 1;
        private static long shared;

        @Override
        public Step<Fine> handle(WorkerContext ctx, Fine state, Object message) {
            return Step.reply(state, constant + shared);
        }
    }

    abstract static class OfBad implements Worker<Bad> {
        long changes;
    }

    abstract static class TakesItApartItself implements Worker<Bad> {
        @Override
        public Map<String, Object> snapshot(Bad state) {
            return Map.of();
        }

        @Override
        public Bad restore(Map<String, Object> data) {
            throw new IllegalStateException();
        }
    }

    abstract static class OfSomebodyElse implements Worker<org.osgi.framework.Version> {}

    private List<Finding> lint(Class<?> worker, String component) throws IOException {
        JarBuilder jar = new JarBuilder()
                .header("Manifest-Version", "1.0")
                .header("Bundle-SymbolicName", "linted")
                .header("Service-Component", "OSGI-INF/one.xml")
                .capability("io.armstrong.child;io.armstrong.child=c;worker=\"" + worker.getName() + "\"")
                .entry("OSGI-INF/one.xml", component.getBytes(StandardCharsets.UTF_8));
        for (Class<?> one : getClass().getDeclaredClasses()) jar.entry(file(one), bytes(one));
        Path file = jar.write(folder.resolve("linted.jar"));
        return JarLint.of(file, CheckedJar.headers(file));
    }

    private static String file(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + file(type))) {
            return in.readAllBytes();
        }
    }

    private static String component(Class<?> worker, String scope, String field) {
        return "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0'><implementation class='"
                + worker.getName() + "'/><service scope='" + scope + "'/><reference field='" + field
                + "'/></scr:component>";
    }

    @Test
    void shouldFindNothingInDataOfEveryKind() throws IOException {
        assertThat(lint(OfFine.class, component(OfFine.class, "singleton", "x")))
                .isEmpty();
    }

    @Test
    void shouldNameEveryPlaceThatIsNoData() throws IOException {
        assertThat(lint(OfBad.class, component(OfBad.class, "singleton", "changes")))
                .extracting(Finding::place)
                .containsExactlyInAnyOrder(
                        "state.threads[]: java.lang.Thread",
                        "state.texts[key]: java.lang.StringBuilder",
                        "state.numbers: int[]");
    }

    @Test
    void shouldNameAFieldThatNobodyInjects() throws IOException {
        assertThat(lint(OfBad.class, component(OfBad.class, "singleton", "other")))
                .filteredOn(finding -> finding.rule().equals("mutable-field"))
                .singleElement()
                .extracting(Finding::place)
                .isEqualTo(OfBad.class.getName() + ".changes");
    }

    @Test
    void shouldLetAPrototypeHaveFieldsOfItsOwn() throws IOException {
        assertThat(lint(OfBad.class, component(OfBad.class, "prototype", "other")))
                .noneMatch(finding -> finding.rule().equals("mutable-field"));
    }

    @Test
    void shouldBelieveAWorkerThatTakesItsStateApartItself() throws IOException {
        assertThat(lint(TakesItApartItself.class, component(TakesItApartItself.class, "singleton", "x")))
                .isEmpty();
    }

    @Test
    void shouldSayWhatItCouldNotLookInto() throws IOException {
        assertThat(lint(OfSomebodyElse.class, component(OfSomebodyElse.class, "singleton", "x")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.level()).isEqualTo(Level.NOTE);
                    assertThat(finding.place()).isEqualTo("state: org.osgi.framework.Version");
                });
    }
}
