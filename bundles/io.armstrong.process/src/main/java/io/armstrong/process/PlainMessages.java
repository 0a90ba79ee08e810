package io.armstrong.process;

import java.lang.reflect.Array;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may travel from one process to another (OTP S90: processes share nothing): immutable values of the JDK, records and enums
 * that outlive an upgrade, and lists, sets, maps and optionals of them, addresses of processes among them.
 *
 * <p>What is immutable travels as it is; looking at it allocates nothing, and what can be known of a class is known once. Of a
 * mutable list, set, map or array of numbers a copy travels. Anything else is refused with {@link NotPlainData}, which names
 * the place: {@code message.a[3].b: x.Y is not plain data}.
 *
 * <p>Size: a value weighs 1, a text 1 more for every 16 characters; a message of more than {@link #MOST} is refused.
 */
public final class PlainMessages {
    /** The heaviest message: a million values, or a text of 16 million characters. */
    public static final int MOST = 1_000_000;

    private static final int NOT_SIMPLY = -1;
    private static final Class<?> LIST_OF = List.of().getClass();
    private static final Class<?> LIST_OF_ONE = List.of(1).getClass();
    private static final Class<?> SET_OF = Set.of().getClass();
    private static final Class<?> SET_OF_ONE = Set.of(1).getClass();
    private static final Class<?> MAP_OF = Map.of().getClass();
    private static final Class<?> MAP_OF_ONE = Map.of(1, 1).getClass();
    /** Only for a record that cannot be read, which the closer look then names. */
    private static final Place UNNAMED = Place.root("message");

    private static final PlainMessages UNCHECKED = new PlainMessages(type -> null, false);

    private final ClassRule rule;
    private final boolean checks;
    private final ClassValue<Shape> shapes = new ClassValue<>() {
        @Override
        protected Shape computeValue(Class<?> type) {
            return new Shape(type, rule.refusal(type));
        }
    };

    /** Says which records and enums do not outlive an upgrade. Asked once for each class. */
    @FunctionalInterface
    public interface ClassRule {
        /** Why instances of that class must not travel, beginning with a verb; null when they may. */
        @Nullable
        String refusal(Class<?> type);
    }

    /** What is known of a record or enum class. */
    private final class Shape {
        private final @Nullable String refusal;
        private final @Nullable RecordShape record;
        /** The components whose declared types do not say that they are immutable. */
        private final int[] open;

        Shape(Class<?> type, @Nullable String refusal) {
            this.refusal = refusal;
            this.record = type.isRecord() ? RecordShape.of(type) : null;
            List<Integer> unknown = new ArrayList<>();
            if (record != null)
                for (int i = 0; i < record.names().size(); i++) if (!closed(record.type(i))) unknown.add(i);
            this.open = unknown.stream().mapToInt(Integer::intValue).toArray();
        }

        /** A text is open for its length. */
        private boolean closed(Type declared) {
            Class<?> type = Generics.raw(declared);
            return type.isPrimitive()
                    || type != String.class && Modifier.isFinal(type.getModifiers()) && Immutables.is(type);
        }
    }

    public PlainMessages(ClassRule rule) {
        this(rule, true);
    }

    private PlainMessages(ClassRule rule, boolean checks) {
        this.rule = rule;
        this.checks = checks;
    }

    /** Anything travels: for code that is not of children, such as tests of the runtime itself. */
    static PlainMessages unchecked() {
        return UNCHECKED;
    }

    /**
     * What travels in place of a value.
     *
     * @param name of the whole, for messages: {@code message}, {@code reply}
     * @return the value itself where it is immutable, else a copy
     * @throws NotPlainData with the place
     */
    public Object carried(Object value, String name) {
        if (!checks) return value;
        int weight = weigh(value, 0);
        if (weight >= 0 && weight <= MOST) return value;
        return Objects.requireNonNull(new Copying().copy(value, Place.root(name)));
    }

    /** The weight of an immutable value; {@link #NOT_SIMPLY} for one that has to be looked at more closely. */
    private int weigh(@Nullable Object value, int depth) {
        // what most messages are comes first, and the rest is not of this method: all of it is compiled into each send
        if (value instanceof Record record)
            return depth < Place.MAX_DEPTH ? weigh(record, shapes.get(record.getClass()), depth) : NOT_SIMPLY;
        return value == null || value instanceof WorkerProcess ? 1 : weighSingle(value, depth);
    }

    private int weighSingle(Object value, int depth) {
        Class<?> type = value.getClass();
        if (type == String.class) return weight((String) value);
        return Immutables.isBoxed(type) ? 1 : weighParts(value, type, depth);
    }

    private int weighParts(Object value, Class<?> type, int depth) {
        if (depth >= Place.MAX_DEPTH) return NOT_SIMPLY;
        if (type == LIST_OF || type == LIST_OF_ONE) return weigh((List<?>) value, depth);
        if (type == MAP_OF || type == MAP_OF_ONE) return weigh((Map<?, ?>) value, depth);
        if (type == SET_OF || type == SET_OF_ONE) return weighAll((Set<?>) value, depth);
        if (value instanceof Enum<?> e) return shapes.get(e.getDeclaringClass()).refusal == null ? 1 : NOT_SIMPLY;
        if (value instanceof Optional<?> optional) return weigh(optional.orElse(null), depth + 1);
        return value instanceof Process || Immutables.is(type) ? 1 : NOT_SIMPLY;
    }

    private static int weight(String text) {
        return 1 + (text.length() >>> 4);
    }

    private int weigh(Record record, Shape shape, int depth) {
        RecordShape parts = shape.record;
        if (shape.refusal != null || parts == null) return NOT_SIMPLY;
        int weight = 1;
        for (int component : shape.open) {
            int more = weigh(parts.read(record, component, UNNAMED), depth + 1);
            weight += more;
            if (more < 0 || weight > MOST) return NOT_SIMPLY;
        }
        return weight;
    }

    private int weigh(List<?> list, int depth) {
        int weight = 1;
        for (int i = 0; i < list.size(); i++) {
            int more = weigh(list.get(i), depth + 1);
            weight += more;
            if (more < 0 || weight > MOST) return NOT_SIMPLY;
        }
        return weight;
    }

    private int weighAll(Set<?> set, int depth) {
        int weight = 1;
        for (Object element : set) {
            int more = weigh(element, depth + 1);
            weight += more;
            if (more < 0 || weight > MOST) return NOT_SIMPLY;
        }
        return weight;
    }

    private int weigh(Map<?, ?> map, int depth) {
        int weight = 1;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            int key = weigh(entry.getKey(), depth + 1);
            int value = weigh(entry.getValue(), depth + 1);
            if (key < 0 || value < 0) return NOT_SIMPLY;
            weight += key + value;
            if (weight > MOST) return NOT_SIMPLY;
        }
        return weight;
    }

    /** The closer look at one message: copies what is mutable, and knows the place of what is wrong. */
    private final class Copying {
        private int left = MOST;

        @Nullable
        Object copy(@Nullable Object value, Place place) {
            spend(value instanceof String text ? weight(text) : 1, place);
            if (value == null || value instanceof String || value instanceof Process) return value;
            Class<?> type = value.getClass();
            if (Immutables.is(type)) return value;
            if (value instanceof Enum<?> e) {
                allowed(e.getDeclaringClass(), place);
                return value;
            }
            if (value instanceof Record record) return record(record, place);
            if (value instanceof List<?> list) return list(list, place);
            if (value instanceof Set<?> set) return Collections.unmodifiableSet(new LinkedHashSet<>(list(set, place)));
            if (value instanceof Map<?, ?> map) return map(map, place);
            if (value instanceof Optional<?> o) return o.map(inside -> copy(inside, place));
            if (type.isArray() && type.getComponentType().isPrimitive()) return numbers(value, place);
            throw new NotPlainData(place, type.getName() + " is not plain data");
        }

        private void spend(int weight, Place place) {
            left -= weight;
            if (left < 0)
                throw new NotPlainData(place, "is beyond the size of a message, " + MOST + " values, or in a circle");
        }

        private void allowed(Class<?> type, Place place) {
            String refusal = shapes.get(type).refusal;
            if (refusal != null) throw new NotPlainData(place, type.getName() + " " + refusal);
        }

        private Object record(Record record, Place place) {
            allowed(record.getClass(), place);
            RecordShape shape = RecordShape.of(record.getClass());
            @Nullable Object[] values = new Object[shape.names().size()];
            boolean same = true;
            for (int i = 0; i < values.length; i++) {
                Place here = place.at(shape.names().get(i));
                Object was = shape.read(record, i, here);
                values[i] = copy(was, here);
                same &= values[i] == was || was != null && Immutables.isBoxed(was.getClass());
            }
            return same ? record : shape.make(values, place);
        }

        private List<@Nullable Object> list(Iterable<?> values, Place place) {
            List<@Nullable Object> copy = new ArrayList<>();
            for (Object value : values) copy.add(copy(value, place.at(copy.size())));
            return copy.stream().toList();
        }

        private Object map(Map<?, ?> map, Place place) {
            Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                Object key = copy(entry.getKey(), place.at("key"));
                copy.put(key, copy(entry.getValue(), place.at(String.valueOf(key))));
            }
            return Collections.unmodifiableMap(copy);
        }

        private Object numbers(Object array, Place place) {
            int length = Array.getLength(array);
            spend(length >>> 4, place);
            Object copy = Array.newInstance(array.getClass().getComponentType(), length);
            System.arraycopy(array, 0, copy, 0, length);
            return copy;
        }
    }
}
