package io.armstrong.process;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a record class is taken apart and put together. Kept with its class, so it keeps no bundle alive. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Class<?> type;
    private final List<String> names = new ArrayList<>();
    private final List<Type> types = new ArrayList<>();
    private final List<Method> accessors = new ArrayList<>();
    private final Constructor<?> constructor;

    private RecordShape(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        for (RecordComponent component : components) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            names.add(component.getName());
            types.add(component.getGenericType());
            accessors.add(accessor);
        }
        try {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("record " + type.getName() + " has no canonical constructor", e);
        }
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    List<String> names() {
        return names;
    }

    Type type(int component) {
        return types.get(component);
    }

    @Nullable
    Object read(Object record, int component, Place place) {
        try {
            return accessors.get(component).invoke(record);
        } catch (InvocationTargetException e) {
            throw new NotPlainData(place, "cannot be read: " + Exits.cause(e.getTargetException()), e);
        } catch (IllegalAccessException e) {
            throw new NotPlainData(place, "cannot be read: " + e.getMessage(), e);
        }
    }

    Object make(@Nullable Object[] values, Place place) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new NotPlainData(place, type.getName() + " refuses it: " + Exits.cause(e.getTargetException()), e);
        } catch (ReflectiveOperationException e) {
            throw new NotPlainData(place, type.getName() + " cannot be made: " + e.getMessage(), e);
        }
    }
}
