package io.armstrong.upgrade.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * A type as a class file writes it: its name and what it is a type of.
 *
 * @param name with dots; {@code byte[]} for an array, {@code ?} for a variable
 */
record TypeName(String name, List<TypeName> arguments) {
    static final TypeName ANY = new TypeName("?", List.of());

    TypeName {
        arguments = List.copyOf(arguments);
    }

    /** @param signature of a field or component, or its descriptor */
    static TypeName of(String signature) {
        List<TypeName> found = new ArrayList<>(1);
        new SignatureReader(signature).acceptType(new Reader(found));
        return found.get(0);
    }

    /** Interfaces of a class that has type arguments somewhere. */
    static List<TypeName> interfacesOf(String signature) {
        List<TypeName> found = new ArrayList<>();
        new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
            @Override
            public SignatureVisitor visitInterface() {
                return new Reader(found);
            }

            @Override
            public SignatureVisitor visitSuperclass() {
                return new Reader(new ArrayList<>());
            }

            @Override
            public SignatureVisitor visitClassBound() {
                return new Reader(new ArrayList<>());
            }

            @Override
            public SignatureVisitor visitInterfaceBound() {
                return new Reader(new ArrayList<>());
            }
        });
        return found;
    }

    /** Interfaces of one that has none. */
    static List<TypeName> plain(String @Nullable [] internal) {
        if (internal == null) return List.of();
        return Arrays.stream(internal)
                .map(name -> new TypeName(name.replace('/', '.'), List.of()))
                .toList();
    }

    /** One type, put into the list when it was read to its end. */
    private static final class Reader extends SignatureVisitor {
        private final List<TypeName> found;
        private final List<TypeName> arguments = new ArrayList<>();
        private String name = "?";
        private String brackets = "";

        Reader(List<TypeName> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public void visitBaseType(char descriptor) {
            found.add(new TypeName(Type.getType(String.valueOf(descriptor)).getClassName() + brackets, List.of()));
        }

        @Override
        public void visitTypeVariable(String variable) {
            found.add(ANY);
        }

        @Override
        public SignatureVisitor visitArrayType() {
            brackets += "[]";
            return this;
        }

        @Override
        public void visitClassType(String internal) {
            name = internal.replace('/', '.');
        }

        @Override
        public void visitInnerClassType(String inner) {
            name += "$" + inner;
        }

        @Override
        public void visitTypeArgument() {
            arguments.add(ANY);
        }

        @Override
        public SignatureVisitor visitTypeArgument(char wildcard) {
            return new Reader(arguments);
        }

        @Override
        public void visitEnd() {
            found.add(new TypeName(name + brackets, brackets.isEmpty() ? arguments : List.of()));
        }
    }
}
