package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row I1, fault row 36: plain data travels, the rest is refused with its place. */
class I1PlainMessagesTest {
    private final PlainMessages messages =
            new PlainMessages(type -> type == OfChild.class || type == Mood.class ? "is a class of a child" : null);

    record Point(int x, long y, String name) {}

    record Box(Object inside, List<?> more) {}

    record Node(int value, Node next) {}

    record OfChild(int x) {}

    enum Colour {
        RED,
        GREEN {
            @Override
            public String toString() {
                return "verdant";
            }
        }
    }

    enum Mood {
        GOOD
    }

    private Object carried(Object message) {
        return messages.carried(message, "message");
    }

    static List<Object> immutable() {
        return List.of(
                "text",
                7L,
                true,
                'c',
                Duration.ofSeconds(1),
                ZonedDateTime.parse("2026-11-01T12:00:00+01:00[Europe/Paris]"),
                new UUID(1, 2),
                Colour.RED,
                Colour.GREEN,
                new Point(1, 2, "p"),
                List.of(),
                List.of(1),
                List.of(1, "b", List.of(2L)),
                Arrays.asList(1, null).stream().toList(),
                Set.of(1),
                Map.of("a", 1, "b", List.of(2)),
                Optional.of(new Point(1, 2, "p")),
                new Box(new Box(1, List.of()), List.of(new Node(1, new Node(2, null)))));
    }

    @ParameterizedTest
    @MethodSource("immutable")
    void whatIsImmutableTravelsAsItIs(Object message) {
        assertThat(carried(message)).isSameAs(message);
    }

    @Test
    void ofWhatIsMutableACopyTravels() {
        List<Object> inner = new ArrayList<>(List.of(1));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("z", inner);
        map.put("a", null);
        byte[] bytes = {1, 2};
        Box box = new Box(map, List.of(bytes, Optional.of(inner)));
        Box carried = (Box) carried(box);
        inner.add(2);
        map.clear();
        bytes[0] = 9;
        assertThat(carried.inside()).hasToString("{z=[1], a=null}");
        assertThat((byte[]) carried.more().get(0)).containsExactly(1, 2);
        assertThat(carried.more().get(1)).isEqualTo(Optional.of(List.of(1)));
        assertThatThrownBy(() -> ((Map<?, ?>) carried.inside()).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(carried(carried(new ArrayList<>(List.of(1, 2))))).isEqualTo(List.of(1, 2));
    }

    @Test
    void aCopyOfAListIsNotCopiedAgain() {
        Object once = carried(new ArrayList<>(Arrays.asList(1, null)));
        assertThat(carried(once)).isSameAs(once).isEqualTo(Arrays.asList(1, null));
    }

    @Test
    void anythingElseIsRefusedWithItsPlace() {
        refused(new Thread("x"), "message: java.lang.Thread is not plain data");
        refused(List.of(1, new Object[0]), "message[1]: [Ljava.lang.Object; is not plain data");
        refused(
                new Box(Map.of("a", List.of(1, 2, 3, new Box(new StringBuilder(), List.of()))), List.of()),
                "message.inside.a[3].inside: java.lang.StringBuilder is not plain data");
        refused((Runnable) () -> {}, "message: " + getClass().getName());
        refused(new IllegalStateException("x"), "message: java.lang.IllegalStateException is not plain data");
    }

    @Test
    void whatAnUpgradeReplacesIsRefused() {
        refused(
                List.of(Map.of("a", new OfChild(1))),
                "message[0].a: " + OfChild.class.getName() + " is a class of a child");
        refused(new Box(Mood.GOOD, List.of()), "message.inside: " + Mood.class.getName() + " is a class of a child");
        refused(new ArrayList<>(List.of(Mood.GOOD)), "message[0]: " + Mood.class.getName());
    }

    @Test
    void circlesAndGiantsAreRefused() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        refused(circle, "nested deeper than");
        List<Object> twice = new ArrayList<>();
        twice.add(twice);
        twice.add(twice);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        refused(map, "nested deeper than");
        refused(twice, "nested deeper than");
        refused("x".repeat(17_000_000), "beyond the size");
        refused(IntStream.range(0, 1_000_001).boxed().toList(), "beyond the size");
        refused(Collections.nCopies(2_000_000, "x"), "beyond the size");
        Object deep = 1;
        for (int i = 0; i < 200; i++) deep = List.of(deep);
        refused(deep, "nested deeper than");
    }

    private void refused(Object message, String text) {
        assertThatThrownBy(() -> carried(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(text);
    }
}
