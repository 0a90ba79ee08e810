package io.armstrong.testkit.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The product with one wrong rule in it: one source file changed and compiled in memory, and everything that can reach it
 * loaded once more beside the right one. Nothing that ships is touched.
 */
final class Mutant extends ClassLoader {
    private static final List<String> LOADED_AGAIN =
            List.of("io.armstrong.core.", "io.armstrong.process.", "io.armstrong.testkit.simulator.");
    private static final String MODULE = "../io.armstrong.";

    private final Map<String, byte[]> wrong;

    Mutant(Mutation mutation) {
        super(Mutant.class.getClassLoader());
        wrong = compile(mutation.type(), mutated(mutation));
    }

    /** Something that is run inside: it is given a seed, and what it gives back is known on both sides. */
    @SuppressWarnings("unchecked")
    <T> LongFunction<T> inside(Class<? extends LongFunction<T>> type) throws ReflectiveOperationException {
        return (LongFunction<T>)
                loadClass(type.getName()).getDeclaredConstructor().newInstance();
    }

    /** The first rule that a seed breaks; empty: none. */
    public static final class Verdict implements LongFunction<String> {
        /** Called from outside. */
        public Verdict() {}

        @Override
        public String apply(long seed) {
            Simulation.Result result = Simulation.run(seed);
            return result.broken() ? result.violations().get(0) : "";
        }
    }

    /** The source with the wrong rule in it. @throws IllegalStateException when the right one is not there once */
    static String mutated(Mutation mutation) {
        String source = source(mutation.type());
        int at = source.indexOf(mutation.right());
        if (at < 0 || source.indexOf(mutation.right(), at + 1) >= 0)
            throw new IllegalStateException("the source has changed: must be there once: " + mutation);
        return source.replace(mutation.right(), mutation.wrong());
    }

    private static String source(String type) {
        String module = MODULE + type.split("\\.")[2];
        try {
            return Files.readString(Path.of(module, "src", "main", "java", type.replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, byte[]> compile(String type, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (Memory memory = new Memory(compiler.getStandardFileManager(null, null, null))) {
            List<String> options = List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
            boolean done = compiler.getTask(said, memory, null, options, null, List.of(new Text(type, source)))
                    .call();
            if (!done) throw new IllegalStateException("the mutation does not compile: " + said);
            return memory.classes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (LOADED_AGAIN.stream().noneMatch(name::startsWith)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = wrong.get(name);
        try (InputStream right = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (right == null) throw new ClassNotFoundException(name);
            if (bytes == null) bytes = right.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String type, String text) {
            super(URI.create("string:///" + type.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps what is compiled. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> out = new HashMap<>();

        Memory(JavaFileManager rest) {
            super(rest);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String type, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + type.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return out.computeIfAbsent(type, name -> new ByteArrayOutputStream());
                }
            };
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new HashMap<>();
            out.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }
    }
}
