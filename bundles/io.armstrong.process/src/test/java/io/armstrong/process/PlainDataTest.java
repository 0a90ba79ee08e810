package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlainDataTest {
    enum Colour {
        RED,
        GREEN
    }

    record Box<T>(T value, List<T> more) {}

    sealed interface Shape {}

    record Circle(double radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Everything(
            int i,
            long l,
            double d,
            boolean b,
            char c,
            String text,
            Colour colour,
            BigInteger big,
            BigDecimal exact,
            Duration duration,
            Instant instant,
            UUID uuid,
            Optional<String> some,
            Optional<String> none,
            List<Box<Long>> boxes,
            Set<Colour> colours,
            Map<String, Box<String>> byName,
            SortedMap<Integer, String> byNumber,
            List<Shape> shapes,
            String missing) {}

    private static Everything everything() {
        return new Everything(
                1,
                2L,
                2.5,
                true,
                'x',
                "text",
                Colour.GREEN,
                BigInteger.TEN.pow(30),
                new BigDecimal("1.50"),
                Duration.ofMillis(1500),
                Instant.parse("2026-01-02T03:04:05Z"),
                new UUID(1, 2),
                Optional.of("some"),
                Optional.empty(),
                List.of(new Box<>(7L, List.of(8L))),
                Set.of(Colour.RED),
                Map.of("k", new Box<>("v", List.of())),
                new TreeMap<>(Map.of(10, "ten", 9, "nine")),
                List.of(new Circle(1), new Square(2)),
                null);
    }

    @Test
    void takesEverythingApartAndPutsItTogetherAgain() {
        Map<String, Object> data = PlainData.ofState(everything());
        assertThat(data)
                .containsEntry("colour", "GREEN")
                .containsEntry("duration", "PT1.5S")
                .containsEntry("some", "some")
                .containsEntry("none", null)
                .containsEntry("missing", null)
                .containsEntry("boxes", List.of(Map.of("value", 7L, "more", List.of(8L))))
                .containsEntry("byNumber", Map.of("9", "nine", "10", "ten"))
                .containsEntry(
                        "shapes",
                        List.of(Map.of("@type", "Circle", "radius", 1.0), Map.of("@type", "Square", "side", 2)));
        Everything back = (Everything) PlainData.toState(Everything.class, data);
        assertThat(back).isEqualTo(everything());
        assertThat(back.byNumber().firstKey()).isEqualTo(9);
    }

    @Test
    void fitsNumbersThatCameBackFromText() {
        Map<String, Object> json = new LinkedHashMap<>(PlainData.ofState(everything()));
        json.put("i", 1L);
        json.put("l", 2);
        json.put("d", new BigDecimal("2.5"));
        json.put("big", BigInteger.TEN.pow(30));
        json.put("exact", 1.5);
        json.put("boxes", List.of(Map.of("value", 7, "more", List.of(8))));
        Everything back = (Everything) PlainData.toState(Everything.class, json);
        assertThat(back.boxes()).isEqualTo(everything().boxes());
        assertThat(back.l()).isEqualTo(2L);
    }

    @Test
    void refusesANumberThatDoesNotFitInsteadOfCuttingIt() {
        record Small(int n) {}
        assertThatThrownBy(() -> PlainData.toState(Small.class, Map.of("n", 3_000_000_000L)))
                .hasMessage("state.n: is 3000000000, which is no int");
        assertThatThrownBy(() -> PlainData.toState(Small.class, Map.of("n", 1.5)))
                .hasMessage("state.n: is 1.5, which is no int");
        assertThatThrownBy(() -> PlainData.toState(Small.class, Map.of("n", "many")))
                .hasMessage("state.n: is many (String), must be int");
    }

    @Test
    void namesThePlaceOfWhatIsNoPlainData() {
        record Inner(Object b) {}
        record Outer(List<Object> a) {}
        Outer bad = new Outer(Arrays.asList(1, null, "x", new Inner(new Thread())));
        assertThatThrownBy(() -> PlainData.ofState(bad)).hasMessage("state.a[3].b: java.lang.Thread is not plain data");
        assertThatThrownBy(() -> PlainData.ofState(Map.of(new Inner(1), 2)))
                .hasMessageStartingWith("state: has a key of");
    }

    @Test
    void namesMissingAndSuperfluousComponents() {
        assertThatThrownBy(() -> PlainData.toState(Circle.class, Map.of())).hasMessage("state.radius: is missing");
        assertThatThrownBy(() -> PlainData.toState(Circle.class, Map.of("radius", 1, "colour", "red")))
                .hasMessageContaining("state.colour: ")
                .hasMessageContaining("has no such component, only [radius]");
        assertThatThrownBy(() -> PlainData.to(Colour.class, "BLUE")).hasMessageContaining("one of [RED, GREEN]");
        assertThatThrownBy(() -> PlainData.to(Shape.class, Map.of("@type", "Line")))
                .hasMessageContaining("@type is Line");
    }

    @Test
    void refusesACircle() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        assertThatThrownBy(() -> PlainData.of(circle))
                .hasMessageStartingWith("value[0][0]")
                .hasMessageEndingWith("is nested deeper than 128 levels, or in a circle");
    }

    @Test
    void saysWhyARecordRefusesItsValues() {
        record Positive(int n) {
            Positive {
                if (n < 0) throw new IllegalArgumentException("n is " + n + ": must be 0 or more");
            }
        }
        assertThatThrownBy(() -> PlainData.toState(Positive.class, Map.of("n", -1)))
                .hasMessageContaining("n is -1: must be 0 or more");
    }

    @Test
    void copiesDeeplyAndImmutably() {
        List<Object> inner = new ArrayList<>(List.of(1));
        Map<String, Object> copy = PlainData.copyOf(Map.of("inner", inner));
        inner.add(2);
        assertThat(copy).isEqualTo(Map.of("inner", List.of(1)));
        assertThatThrownBy(() -> ((List<Object>) copy.get("inner")).add(3))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> copy.put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void keepsBytesAsText() {
        record Key(byte[] bytes) {}
        Map<String, Object> data = PlainData.ofState(new Key(new byte[] {1, 2, 3}));
        assertThat(data).containsEntry("bytes", "AQID");
        assertThat(((Key) PlainData.toState(Key.class, data)).bytes()).containsExactly(1, 2, 3);
    }

    @Test
    void wrapsAStateThatIsNoRecord() {
        assertThat(PlainData.ofState(5L)).isEqualTo(Map.of("value", 5L));
        assertThat(PlainData.toState(Long.class, Map.of("value", 5))).isEqualTo(5L);
        assertThat(PlainData.ofState(List.of(1))).isEqualTo(Map.of("value", List.of(1)));
        assertThat(PlainData.toState(Map.class, Collections.singletonMap("a", 1)))
                .isEqualTo(Map.of("a", 1));
    }

    abstract static class Base<A, T> implements Worker<Box<T>> {}

    static final class Concrete extends Base<String, Long> {
        @Override
        public Box<Long> init(WorkerContext ctx) {
            return new Box<>(1L, List.of());
        }

        @Override
        public Step<Box<Long>> handle(WorkerContext ctx, Box<Long> state, Object message) {
            return Step.next(state);
        }
    }

    @Test
    void readsTheTypeOfTheStateOffTheWorker() {
        Type type = PlainData.stateType(Concrete.class);
        assertThat(PlainData.toState(type, Map.of("value", 3, "more", List.of(4))))
                .isEqualTo(new Box<>(3L, List.of(4L)));
        assertThat(PlainData.stateType(Script.class)).isEqualTo(Script.State.class);
    }
}
