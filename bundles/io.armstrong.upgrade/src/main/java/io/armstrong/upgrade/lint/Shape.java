package io.armstrong.upgrade.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * What a class file says of a class; no class is loaded for it.
 *
 * @param name with dots
 * @param above its superclass
 * @param interfaces with their type arguments, as far as the class file has them
 * @param fields of its instances that are neither final nor made by the compiler
 * @param components of a record, in order
 * @param methods name and descriptor
 * @param permitted subclasses, when it is sealed
 */
record Shape(
        String name,
        String above,
        List<TypeName> interfaces,
        List<String> fields,
        Map<String, TypeName> components,
        List<String> methods,
        List<String> permitted) {
    private static final int API = Opcodes.ASM9;
    private static final int NO_STATE_OF_ITS_OWN = Opcodes.ACC_FINAL | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

    static Shape read(byte[] classFile) {
        Reader reader = new Reader();
        new ClassReader(classFile)
                .accept(reader, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return reader.shape();
    }

    boolean isRecord() {
        return above.equals("java.lang.Record");
    }

    boolean isEnum() {
        return above.equals("java.lang.Enum");
    }

    boolean has(String method) {
        return methods.stream().anyMatch(one -> one.startsWith(method + "("));
    }

    private static String dotted(@Nullable String internal) {
        return internal == null ? "" : internal.replace('/', '.');
    }

    private static final class Reader extends ClassVisitor {
        private String name = "";
        private String above = "";
        private List<TypeName> interfaces = List.of();
        private final List<String> fields = new ArrayList<>();
        private final Map<String, TypeName> components = new java.util.LinkedHashMap<>();
        private final List<String> methods = new ArrayList<>();
        private final List<String> permitted = new ArrayList<>();

        Reader() {
            super(API);
        }

        Shape shape() {
            return new Shape(name, above, interfaces, fields, components, methods, permitted);
        }

        @Override
        public void visit(
                int version,
                int access,
                String internal,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] raw) {
            name = dotted(internal);
            above = dotted(superName);
            interfaces = signature == null ? TypeName.plain(raw) : TypeName.interfacesOf(signature);
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String field, String descriptor, @Nullable String signature, @Nullable Object value) {
            if ((access & NO_STATE_OF_ITS_OWN) == 0) fields.add(field);
            return null;
        }

        @Override
        public @Nullable RecordComponentVisitor visitRecordComponent(
                String component, String descriptor, @Nullable String signature) {
            components.put(component, TypeName.of(signature == null ? descriptor : signature));
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String method,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if ((access & Opcodes.ACC_SYNTHETIC) == 0) methods.add(method + descriptor);
            return null;
        }

        @Override
        public void visitPermittedSubclass(String internal) {
            permitted.add(dotted(internal));
        }
    }
}
