package io.armstrong.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows of the house, read from the compiled bundles. */
class ArrowsTest {
    static final JavaClasses HOUSE = new ClassFileImporter()
            .importPaths(House.bundles().stream()
                    .map(bundle -> bundle.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList());

    /** Bundle -> bundles whose classes it may name. Whatever is missing here is an example. */
    private static final Map<String, Set<String>> MAY_NAME = new TreeMap<>(Map.ofEntries(
            Map.entry("api", Set.of()),
            Map.entry("core", Set.of("api")),
            Map.entry("process", Set.of("api", "core")),
            Map.entry("lifecycle", Set.of("api", "core", "process")),
            Map.entry("health", Set.of("api", "core", "process")),
            Map.entry("face", Set.of("api", "core", "process")),
            Map.entry("store", Set.of("api", "core", "process")),
            Map.entry("journal", Set.of("api", "core", "process")),
            Map.entry("breaker", Set.of("api", "core", "process")),
            Map.entry("supervisor", Set.of("api", "core", "process")),
            Map.entry("upgrade", Set.of("api", "core", "process")),
            Map.entry("gogo", Set.of("api", "core", "process")),
            Map.entry("testkit", Set.of("api", "core", "process")),
            Map.entry("launcher", Set.of())));

    @TestFactory
    Stream<DynamicTest> anArrowPointsOnlyDown() {
        return MAY_NAME.entrySet().stream()
                .map(bundle ->
                        DynamicTest.dynamicTest(bundle.getKey() + " names only " + bundle.getValue(), () -> noClasses()
                                .that()
                                .resideInAPackage("io.armstrong." + bundle.getKey() + "..")
                                .should()
                                .dependOnClassesThat(otherThan(bundle.getKey(), bundle.getValue()))
                                .because(
                                        "design section 3: an arrow points only down; bundles on one floor meet as OSGi"
                                                + " services")
                                .check(HOUSE)));
    }

    @Test
    void everyBundleHasItsPlaceInTheHouse() {
        List<String> unknown = House.bundles().stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .filter(name -> !name.startsWith("io.armstrong.examples."))
                .map(name -> name.substring("io.armstrong.".length()))
                .filter(name -> !MAY_NAME.containsKey(name))
                .toList();
        Verdict.none("design section 3: the house lists every bundle; say here what this one may name", unknown);
    }

    @Test
    void childrenCompileAgainstTheApiAlone() {
        noClasses()
                .that()
                .resideInAPackage("io.armstrong.examples..")
                .should()
                .dependOnClassesThat(ours(
                        "api or example",
                        name -> !name.startsWith("io.armstrong.api") && !name.startsWith("io.armstrong.examples.")))
                .because("design section 3: the api is what child authors compile against")
                .check(HOUSE);
    }

    @Test
    void coreAndProcessAndApiKnowNoFramework() {
        noClasses()
                .that()
                .resideInAnyPackage("io.armstrong.api..", "io.armstrong.core..", "io.armstrong.process..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are OSGi, other than annotations",
                        (JavaClass c) -> c.getPackageName().startsWith("org.osgi.")
                                && !c.getPackageName().startsWith("org.osgi.annotation.")))
                .because("design section 3: core is pure decisions, process plain Java, api OSGi annotations only")
                .check(HOUSE);
    }

    private static DescribedPredicate<JavaClass> otherThan(String self, Set<String> allowed) {
        return ours("another bundle", name -> Stream.concat(Stream.of(self), allowed.stream())
                .noneMatch(bundle -> (name + ".").startsWith("io.armstrong." + bundle + ".")));
    }

    private static DescribedPredicate<JavaClass> ours(String what, java.util.function.Predicate<String> wrong) {
        return DescribedPredicate.describe(
                "are of " + what,
                c -> c.getPackageName().startsWith("io.armstrong.") && wrong.test(c.getPackageName()));
    }
}
