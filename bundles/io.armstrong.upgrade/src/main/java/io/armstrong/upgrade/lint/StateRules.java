package io.armstrong.upgrade.lint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a state would be plain data (design D11), by what its classes declare: the same rules by which the runtime takes a
 * state apart, as far as types tell.
 */
final class StateRules {
    private static final Set<String> SCALARS = Set.of(
            "boolean",
            "byte",
            "short",
            "int",
            "long",
            "float",
            "double",
            "char",
            "byte[]",
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double",
            "java.lang.Character",
            "java.lang.Number",
            "java.lang.String",
            "java.math.BigDecimal",
            "java.math.BigInteger",
            "java.time.Duration",
            "java.time.Instant",
            "java.util.UUID");
    private static final Set<String> HOLDERS = Set.of(
            "java.util.Optional",
            "java.util.List",
            "java.util.Set",
            "java.util.SortedSet",
            "java.util.Map",
            "java.util.SortedMap");

    private final JarContent jar;
    private final List<String> wrong = new ArrayList<>();
    private final List<String> unseen = new ArrayList<>();
    private final Set<String> inside = new HashSet<>();

    StateRules(JarContent jar) {
        this.jar = jar;
    }

    /** Looks at a state of that type. */
    void look(TypeName state) throws IOException {
        look(state, "state");
    }

    /** Places that are no data: {@code state.a[].b: x.Y}. */
    List<String> wrong() {
        return wrong;
    }

    /** Places whose class is of another bundle, so that nothing can be said. */
    List<String> unseen() {
        return unseen;
    }

    private void look(TypeName type, String place) throws IOException {
        if (SCALARS.contains(type.name())
                || type.equals(TypeName.ANY)
                || type.name().equals("java.lang.Object")) return;
        if (HOLDERS.contains(type.name())) {
            boolean map = type.arguments().size() == 2;
            for (int i = 0; i < type.arguments().size(); i++)
                look(type.arguments().get(i), place + (map ? i == 0 ? " key" : "[key]" : "[]"));
            return;
        }
        Optional<Shape> shape = jar.shape(type.name());
        if (shape.isPresent()) look(shape.get(), place);
        else if (type.name().startsWith("java.") || type.name().endsWith("]")) wrong.add(place + ": " + type.name());
        else unseen.add(place + ": " + type.name());
    }

    private void look(Shape shape, String place) throws IOException {
        if (shape.isEnum() || !inside.add(shape.name())) return;
        if (shape.isRecord())
            for (Map.Entry<String, TypeName> component : shape.components().entrySet())
                look(component.getValue(), place + "." + component.getKey());
        else if (shape.permitted().isEmpty()) wrong.add(place + ": " + shape.name());
        for (String one : shape.permitted()) look(new TypeName(one, List.of()), place);
        inside.remove(shape.name());
    }
}
