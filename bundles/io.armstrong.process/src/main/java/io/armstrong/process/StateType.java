package io.armstrong.process;

import io.armstrong.api.worker.Worker;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Reads the state's type off a worker class: the argument of {@code Worker<S>}, however far up it stands. */
final class StateType {
    private StateType() {}

    static Type of(Class<?> worker) {
        Type found = search(worker, worker);
        return found == null ? Object.class : found;
    }

    private static @org.jspecify.annotations.Nullable Type search(Type type, Class<?> raw) {
        if (raw == Worker.class) return type instanceof ParameterizedType p ? p.getActualTypeArguments()[0] : null;
        if (!Worker.class.isAssignableFrom(raw)) return null;
        for (Type above : raw.getGenericInterfaces()) {
            Type found = search(Generics.inside(type, above), Generics.raw(above));
            if (found != null) return found;
        }
        Type above = raw.getGenericSuperclass();
        return above == null ? null : search(Generics.inside(type, above), Generics.raw(above));
    }
}
