package io.armstrong.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.FrameworkWiring;

/** What code of the house may call, read from the compiled bundles. */
class CodeRulesTest {
    private static final String[] CLOCKS = {"nanoTime", "currentTimeMillis"};

    @Test
    void coreHasNoClockNoThreadNoInputOutput() {
        noClasses()
                .that()
                .resideInAPackage("io.armstrong.core..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, java.time.Clock.class, java.util.Timer.class, java.util.Random.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio..", "java.net..", "java.util.concurrent..")
                .orShould()
                .callMethodWhere(readsAClock())
                .because("design section 3: core has no OSGi, no clock, no threads, no I/O; D13: time comes in through"
                        + " ports")
                .check(ArrowsTest.HOUSE);
    }

    @Test
    void onlyTheClockPortReadsAClockInProcess() {
        noClasses()
                .that()
                .resideInAPackage("io.armstrong.process..")
                .and()
                .doNotHaveFullyQualifiedName("io.armstrong.process.Clock")
                .and(notWithin("io.armstrong.process.Clock"))
                .should()
                .callMethodWhere(readsAClock())
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(java.time.Clock.class)
                .because("design D13: time comes in through ports")
                .check(ArrowsTest.HOUSE);
    }

    @Test
    void onlyLifecycleLaysHandOnTheFramework() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.armstrong.lifecycle..", "io.armstrong.launcher..")
                .should()
                .callMethodWhere(calls(Bundle.class, "start|stop|update|uninstall"))
                .orShould()
                .callMethodWhere(calls(BundleContext.class, "installBundle"))
                .orShould()
                .callMethodWhere(calls(FrameworkWiring.class, "refreshBundles|resolveBundles"))
                .because(
                        "design section 3: lifecycle is the ONLY caller of Bundle install/start/stop/update/refresh, so"
                                + " that ordering, deadlines and locks are solved once")
                .check(ArrowsTest.HOUSE);
    }

    @Test
    void nothingIsSerialized() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.io.ObjectInputStream.class, java.io.ObjectOutputStream.class)
                .because("design D12: no Java serialization")
                .check(ArrowsTest.HOUSE);
    }

    private static DescribedPredicate<JavaCall<?>> readsAClock() {
        return target(nameMatching(String.join("|", CLOCKS)))
                .and(target(owner(named("java.lang.System"))))
                .or(target(nameMatching("now")).and(target(owner(inPackage("java.time")))));
    }

    private static DescribedPredicate<JavaCall<?>> calls(Class<?> type, String methods) {
        return target(nameMatching(methods))
                .and(target(owner(DescribedPredicate.describe(
                        "are a " + type.getSimpleName(), (JavaClass c) -> c.isAssignableTo(type)))));
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe("are " + name, c -> c.getName().equals(name));
    }

    private static DescribedPredicate<JavaClass> inPackage(String name) {
        return DescribedPredicate.describe(
                "are in " + name, c -> c.getPackageName().equals(name));
    }

    private static DescribedPredicate<JavaClass> notWithin(String outer) {
        return DescribedPredicate.describe(
                "not within " + outer, c -> !c.getName().startsWith(outer + "$"));
    }
}
