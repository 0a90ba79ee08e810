package io.armstrong.process;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as data and back (design D11): records, enums, lists, sets, maps, optionals, numbers, strings, times and bytes become maps
 * with component names as keys, lists and scalars; the constructor's types say what they were.
 *
 * <p>Data is a deep, immutable copy. An enum is its name, {@code Duration} and {@code Instant} their ISO text, {@code byte[]} base64, a
 * set a list, an empty optional null, the key of a map its text; a record where a sealed interface is declared carries its simple
 * name under {@code @type}. A state that is no record or map stands under {@code value}.
 *
 * <p>What does not fit throws {@link NotPlainData} with the place: {@code state.a[3].b: x.Y is not plain data}.
 */
public final class PlainData {
    static final String TYPE = "@type";
    private static final String VALUE = "value";

    private PlainData() {}

    /** Any value as data. */
    public static @Nullable Object of(@Nullable Object value) {
        return TakeApart.value(value, Object.class, Place.root("value"));
    }

    /** A state as a map. */
    public static Map<String, Object> ofState(Object state) {
        Object data = TakeApart.value(state, state.getClass(), Place.root("state"));
        return isMap(data)
                ? asMap(data)
                : asMap(TakeApart.value(Map.of(VALUE, state), Object.class, Place.root("state")));
    }

    /** The deep, immutable copy of what a worker's own {@code snapshot} gave. */
    public static Map<String, Object> copyOf(Map<String, Object> data) {
        return asMap(java.util.Objects.requireNonNull(TakeApart.value(data, Object.class, Place.root("state"))));
    }

    /** A value of that type from data, as {@link #of} made it or as it came back from JSON. */
    public static @Nullable Object to(Type type, @Nullable Object data) {
        return PutTogether.value(type, data, Place.root("value"));
    }

    /** A state of that type from data. */
    public static Object toState(Type type, Map<String, Object> data) {
        boolean wrapped = !isShape(type) && data.size() == 1 && data.containsKey(VALUE);
        Place root = Place.root("state");
        Object state = wrapped
                ? PutTogether.value(type, data.get(VALUE), root.at(VALUE))
                : PutTogether.value(type, data, root);
        if (state == null) throw new NotPlainData(root, "is null");
        return state;
    }

    /** The {@code S} that a class says it is a {@code Worker} of; Object when it does not say. */
    public static Type stateType(Class<?> worker) {
        return StateType.of(worker);
    }

    private static boolean isShape(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw instanceof Class<?> c && (c.isRecord() || c.isSealed() || Map.class.isAssignableFrom(c));
    }

    private static boolean isMap(@Nullable Object data) {
        return data instanceof Map;
    }

    @SuppressWarnings("unchecked") // TakeApart makes maps with text keys only
    private static Map<String, Object> asMap(@Nullable Object data) {
        return (Map<String, Object>) java.util.Objects.requireNonNull(data);
    }
}
