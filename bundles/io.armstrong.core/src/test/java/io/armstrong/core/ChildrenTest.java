package io.armstrong.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The one index of a supervisor's children finds what a map would find, in the order in which they were added. */
class ChildrenTest {
    private final SupervisorState owner = new SupervisorState(new SupervisorSpec(
            "s",
            Strategy.SIMPLE_ONE_FOR_ONE,
            Intensity.OTP_DEFAULT,
            AutoShutdown.NEVER,
            List.of(ChildSpec.of("template"))));
    private final Children children = new Children();

    @Test
    void findsAndOrdersWhatAMapWould() {
        Map<String, ChildRecord> expected = new LinkedHashMap<>();
        SplittableRandom chance = new SplittableRandom(7);
        for (int step = 0; step < 20_000; step++) {
            String id = "c-" + chance.nextInt(500);
            ChildRecord known = expected.remove(id);
            if (known != null) children.remove(known);
            else {
                ChildRecord child = new ChildRecord(owner, id, null, null);
                expected.put(id, child);
                children.put(child);
            }
            assertThat(children.get(id)).isSameAs(expected.get(id));
        }
        assertThat(children).containsExactlyElementsOf(expected.values());
        assertThat(children).hasSameSizeAs(expected.values());
        for (int i = 0; i < 500; i++) assertThat(children.get("c-" + i)).isSameAs(expected.get("c-" + i));
    }

    @Test
    void showsEachOnceToWhoeverLooks() {
        for (int i = 0; i < 100; i++) children.put(new ChildRecord(owner, "c-" + i, null, null));
        int[] seen = new int[1];
        children.each(child -> seen[0]++);
        assertThat(seen[0]).isEqualTo(100);
    }
}
