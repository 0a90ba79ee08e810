package io.armstrong.process;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;

/** What a declared type says: its class and its arguments, variables filled in from the type around it. */
final class Generics {
    private Generics() {}

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) return c;
        if (type instanceof ParameterizedType p) return raw(p.getRawType());
        if (type instanceof WildcardType w) return raw(w.getUpperBounds()[0]);
        return Object.class;
    }

    /** Argument of that number; Object when the type does not say. */
    static Type argument(Type type, int number) {
        Type known = type instanceof WildcardType w ? w.getUpperBounds()[0] : type;
        return known instanceof ParameterizedType p ? p.getActualTypeArguments()[number] : Object.class;
    }

    /** A component's type inside that type: {@code T} of {@code Box<T>} in {@code Box<String>} is String. */
    static Type inside(Type around, Type declared) {
        if (declared instanceof TypeVariable<?> variable) {
            TypeVariable<?>[] variables = raw(around).getTypeParameters();
            for (int i = 0; i < variables.length; i++) if (variables[i].equals(variable)) return argument(around, i);
            return Object.class;
        }
        if (declared instanceof ParameterizedType p && around instanceof ParameterizedType) {
            Type[] arguments = p.getActualTypeArguments().clone();
            for (int i = 0; i < arguments.length; i++) arguments[i] = inside(around, arguments[i]);
            return new Filled((Class<?>) p.getRawType(), arguments);
        }
        return declared;
    }

    private record Filled(Class<?> raw, Type[] arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return raw.getDeclaringClass();
        }
    }
}
