package io.armstrong.process;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Data to values of a declared type. */
final class PutTogether {
    private PutTogether() {}

    static @Nullable Object value(Type type, @Nullable Object data, Place place) {
        Class<?> raw = Generics.raw(type);
        if (raw == Optional.class) return Optional.ofNullable(value(Generics.argument(type, 0), data, place));
        if (data == null) {
            if (raw.isPrimitive()) throw new NotPlainData(place, "is null, must be " + raw.getName());
            return null;
        }
        if (raw == Object.class) return TakeApart.value(data, Object.class, place);
        if (raw.isRecord()) return record(type, raw, map(data, raw, place), place);
        if (raw.isSealed() && raw.isInterface()) return oneOf(raw, map(data, raw, place), place);
        if (raw.isInterface() && Map.class.isAssignableFrom(raw) && raw.isAssignableFrom(TreeMap.class))
            return mapping(type, raw, map(data, raw, place), place);
        if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) return collection(type, raw, data, place);
        return Scalars.fit(raw, data, place);
    }

    private static Map<?, ?> map(Object data, Class<?> wanted, Place place) {
        if (data instanceof Map<?, ?> map) return map;
        throw new NotPlainData(
                place, "is " + data.getClass().getSimpleName() + ", must be a map to make " + wanted.getName());
    }

    private static Object record(Type type, Class<?> raw, Map<?, ?> data, Place place) {
        RecordShape shape = RecordShape.of(raw);
        List<String> names = shape.names();
        for (Object key : data.keySet())
            if (!PlainData.TYPE.equals(key) && !names.contains(key))
                throw new NotPlainData(
                        place.at(String.valueOf(key)), raw.getName() + " has no such component, only " + names);
        @Nullable Object[] values = new @Nullable Object[names.size()];
        for (int i = 0; i < values.length; i++) {
            Place here = place.at(names.get(i));
            Type component = Generics.inside(type, shape.type(i));
            if (!data.containsKey(names.get(i)) && Generics.raw(component) != Optional.class)
                throw new NotPlainData(here, "is missing");
            values[i] = value(component, data.get(names.get(i)), here);
        }
        return shape.make(values, place);
    }

    private static @Nullable Object oneOf(Class<?> sealed, Map<?, ?> data, Place place) {
        Object name = data.get(PlainData.TYPE);
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed() && permits(permitted, name)) return oneOf(permitted, data, place);
            if (permitted.getSimpleName().equals(name)) return value(permitted, data, place);
        }
        throw new NotPlainData(
                place, PlainData.TYPE + " is " + name + ", must name one of the types of " + sealed.getName());
    }

    private static boolean permits(Class<?> sealed, @Nullable Object name) {
        for (Class<?> permitted : sealed.getPermittedSubclasses())
            if (permitted.getSimpleName().equals(name) || permitted.isSealed() && permits(permitted, name)) return true;
        return false;
    }

    private static Object mapping(Type type, Class<?> raw, Map<?, ?> data, Place place) {
        boolean sorted = SortedMap.class.isAssignableFrom(raw);
        Map<@Nullable Object, @Nullable Object> values = sorted ? new TreeMap<>() : new LinkedHashMap<>();
        data.forEach((key, value) -> {
            Place here = place.at(String.valueOf(key));
            values.put(
                    Scalars.key(Generics.raw(Generics.argument(type, 0)), String.valueOf(key), here),
                    value(Generics.argument(type, 1), value, here));
        });
        if (values instanceof TreeMap<?, ?> tree) return Collections.unmodifiableNavigableMap(tree);
        return Collections.unmodifiableMap(values);
    }

    private static Object collection(Type type, Class<?> raw, Object data, Place place) {
        if (!(data instanceof Collection<?> elements))
            throw new NotPlainData(place, "is " + data.getClass().getSimpleName() + ", must be a list");
        List<@Nullable Object> values = new ArrayList<>(elements.size());
        for (Object element : elements) values.add(value(Generics.argument(type, 0), element, place.at(values.size())));
        if (raw.isAssignableFrom(List.class)) return Collections.unmodifiableList(values);
        if (raw == Set.class) return Collections.unmodifiableSet(new LinkedHashSet<>(values));
        if (SortedSet.class.isAssignableFrom(raw) && raw.isInterface())
            return Collections.unmodifiableNavigableSet(new TreeSet<>(values));
        throw new NotPlainData(place, raw.getName() + " is not plain data: declare List, Set or SortedSet");
    }
}
