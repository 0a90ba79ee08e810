package io.armstrong.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one index of a supervisor's children finds what a map would find, in the order in which they were added. */
class ChildrenTest {
    private final SupervisorState owner = new SupervisorState(new SupervisorSpec(
            "s",
            Strategy.SIMPLE_ONE_FOR_ONE,
            Intensity.OTP_DEFAULT,
            AutoShutdown.NEVER,
            List.of(ChildSpec.of("template"))));
    private final Children children = new Children("s");

    @Test
    void findsAndOrdersWhatAMapWould() {
        Map<String, ChildRecord> expected = new LinkedHashMap<>();
        SplittableRandom chance = new SplittableRandom(7);
        for (int step = 0; step < 20_000; step++) {
            String id = (chance.nextBoolean() ? "s-" : "c-") + chance.nextInt(500) * (step < 10_000 ? 1 : 1009);
            ChildRecord known = expected.remove(id);
            if (known != null) children.remove(known);
            else {
                ChildRecord child = owner.child(id, null);
                expected.put(id, child);
                children.put(child);
            }
            assertThat(children.get(id)).isSameAs(expected.get(id));
        }
        assertThat(children).containsExactlyElementsOf(expected.values());
        assertThat(children).hasSameSizeAs(expected.values());
        for (int i = 0; i < 500 * 1009; i++) {
            if (i > 500 && i % 1009 > 1) continue;
            assertThat(children.get("c-" + i)).isSameAs(expected.get("c-" + i));
            assertThat(children.get("s-" + i)).isSameAs(expected.get("s-" + i));
        }
        Set<ChildRecord> each = new HashSet<>();
        children.each(each::add);
        assertThat(each).containsExactlyInAnyOrderElementsOf(expected.values());
    }

    /** Somebody else's children with numbers need not be looked for here while there is none that looks like one. */
    @Test
    void knowsWhetherAnyLooksLikeAnothersWithANumber() {
        for (String id : List.of("s-1", "t", "t-", "17", "t-1a", "t17")) children.put(owner.child(id, null));
        assertThat(children.anyLikeNumbered()).isFalse();
        for (String id : List.of("t-1", "t-01", "-1", "s-1234567890")) {
            ChildRecord child = owner.child(id, null);
            children.put(child);
            assertThat(children.anyLikeNumbered()).isTrue();
            children.remove(child);
            assertThat(children.anyLikeNumbered()).isFalse();
        }
    }

    /** Those with their supervisor's name and a number keep the number; whatever looks like one and is none keeps its text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "s-1",
                "s-999999999",
                "s-1000000000",
                "s-0",
                "s-01",
                "s-",
                "s",
                "s-1a",
                "t-1",
                "",
                "s--1",
                "s-1-1",
                "ss-1"
            })
    void callsEachAsItWasCalled(String id) {
        ChildRecord child = owner.child(id, "argument");
        children.put(child);
        assertThat(child.id()).isEqualTo(id);
        assertThat(child.argument()).isEqualTo("argument");
        assertThat(child.spec().id()).isEqualTo("template");
        assertThat(children.get(id)).isSameAs(child);
    }

    /** A static child may be called so too. */
    @Test
    void findsAStaticChildWithANumber() {
        SupervisorState state = new SupervisorState(new SupervisorSpec(
                "s", Strategy.ONE_FOR_ONE, Intensity.OTP_DEFAULT, AutoShutdown.NEVER, List.of(ChildSpec.of("s-1"))));
        ChildRecord child = state.child("s-1");
        assertThat(child).isNotNull();
        assertThat(child.id()).isEqualTo("s-1");
        assertThat(child.argument()).isNull();
    }

    @Test
    void showsEachOnceToWhoeverLooks() {
        for (int i = 0; i < 100; i++) children.put(owner.child("c-" + i, null));
        int[] seen = new int[1];
        children.each(child -> seen[0]++);
        assertThat(seen[0]).isEqualTo(100);
    }
}
