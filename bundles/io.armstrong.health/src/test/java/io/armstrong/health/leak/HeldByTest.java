package io.armstrong.health.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.health.heap.HeapPath;
import io.armstrong.health.heap.HeapPath.Hop;
import io.armstrong.health.leak.Holder.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose doing a way through the heap is: the child's, another bundle's, the framework's or ours. */
class HeldByTest {
    private static final Map<String, String> BUNDLES = Map.of(
            "io.armstrong.process.Interior", "io.armstrong.process",
            "io.armstrong.examples.counter.Counter", "io.armstrong.examples.counter",
            "com.example.Cache", "com.example.cache");

    private static Hop of(String type, String field) {
        return new Hop(type, field, false, false);
    }

    private static Hop ofClass(String type, String field) {
        return new Hop(type, field, true, false);
    }

    private static final Hop OWN = new Hop("com.example.child.Thing", "class", false, true);
    private static final Hop OWN_CLASS = new Hop("com.example.child.Thing", "its class loader", true, true);

    private static Holder holder(String threadType, Hop... hops) {
        HeapPath path = new HeapPath("a live thread", threadType.isEmpty() ? 0 : 7, threadType, List.of(hops));
        return new HeldBy(path, id -> "worker-7", type -> Optional.ofNullable(BUNDLES.get(type))).holder();
    }

    @Test
    void whatTheFrameworkMadeForTheBundleIsTheFrameworks() {
        Holder holder = holder(
                "",
                of("org.eclipse.osgi.internal.framework.EquinoxBundle", "context"),
                of("org.apache.felix.scr.impl.manager.SingleComponentManager", "m_componentMethods"),
                OWN_CLASS);
        assertThat(holder.kind()).isEqualTo(Kind.FRAMEWORK);
        assertThat(holder.kind().blamed()).isFalse();
    }

    @Test
    void anObjectThatTheFrameworkHoldsWasGivenToIt() {
        assertThat(holder("", of("org.apache.felix.framework.EventDispatcher", "m_svcListeners"), OWN, OWN_CLASS)
                        .kind())
                .isEqualTo(Kind.LISTENER);
    }

    @Test
    void whatTheRuntimeHoldsIsNotTheChilds() {
        Holder holder = holder("", of("io.armstrong.process.Interior", "code"), OWN, OWN_CLASS);
        assertThat(holder.kind()).isEqualTo(Kind.RUNTIME);
        assertThat(holder.kind().blamed()).isFalse();
    }

    @Test
    void anotherBundlesObjectIsNamedWithItsBundle() {
        Holder holder =
                holder("", of("com.example.Cache", "entries"), of("java.util.HashMap", "table"), OWN, OWN_CLASS);
        assertThat(holder.kind()).isEqualTo(Kind.OBJECT);
        assertThat(holder.text())
                .startsWith("in bundle com.example.cache: com.example.Cache.entries -> java.util.HashMap");
        assertThat(holder("", ofClass("com.example.Cache", "ALL"), OWN, OWN_CLASS)
                        .kind())
                .isEqualTo(Kind.STATIC);
        assertThat(holder("", of("io.armstrong.examples.counter.Counter", "kept"), OWN, OWN_CLASS)
                        .kind())
                .as("an example is a child, not the runtime")
                .isEqualTo(Kind.OBJECT);
    }

    @Test
    void aPoolsQueueIsAnExecutor() {
        Holder holder = holder(
                "java.lang.Thread",
                of("java.lang.Thread", "target"),
                of("java.util.concurrent.ThreadPoolExecutor$Worker", "this$0"),
                of("java.util.concurrent.ScheduledThreadPoolExecutor", "workQueue"),
                OWN,
                OWN_CLASS);
        assertThat(holder.kind()).isEqualTo(Kind.EXECUTOR);
        assertThat(holder.text()).startsWith("an executor of thread worker-7: ");
    }

    @Test
    void aLongWayIsCutInTheMiddleAndAListIsOneHop() {
        Hop[] hops = new Hop[60];
        for (int i = 0; i < 40; i++) hops[i] = of("com.example.Node", "next");
        for (int i = 40; i < 58; i++) hops[i] = of("com.example.Other" + i, "field");
        hops[58] = OWN;
        hops[59] = OWN_CLASS;
        assertThat(holder("", hops).text())
                .startsWith("com.example.Node.next -> com.example.Other40.field -> ")
                .contains(" -> ... -> ")
                .endsWith("com.example.Other57.field -> com.example.child.Thing");
    }
}
