package io.armstrong.health.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.health.heap.HeapPath.Hop;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to class loaders in dumps of this very JVM; each loader is kept by something else. */
class HeapWalkTest {
    @Nullable
    static Object kept;

    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();

    @TempDir
    Path folder;

    /** Defines a class of its own. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(HeapWalkTest.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            try (var in = HeapWalkTest.class.getResourceAsStream("HeapWalkTest$Thing.class")) {
                if (in == null) throw new ClassNotFoundException(name);
                byte[] code = in.readAllBytes();
                return defineClass(name, code, 0, code.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Thing.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
        }

        Object thing() {
            try {
                return loadClass(Thing.class.getName()).getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** Loaded again by every loader. */
    public static final class Thing {}

    private final List<Mark> marks = new ArrayList<>();

    private Object thing() {
        Loader loader = new Loader();
        marks.add(new Mark(loader));
        return loader.thing();
    }

    private List<Long> numbers() {
        return marks.stream().map(Mark::number).toList();
    }

    private Optional<HeapPath> way() throws IOException {
        Map<Long, Optional<HeapPath>> paths = HeapDump.paths(folder, numbers());
        assertThat(folder).isEmptyDirectory();
        return paths.getOrDefault(marks.get(0).number(), Optional.empty());
    }

    @Test
    void aStaticIsNamed() throws IOException {
        kept = List.of(thing());
        try {
            HeapPath path = way().orElseThrow();
            assertThat(path.hops()).filteredOn(Hop::isStatic).singleElement().satisfies(hop -> {
                assertThat(hop.type()).isEqualTo(HeapWalkTest.class.getName());
                assertThat(hop.field()).isEqualTo("kept");
            });
            assertThat(path.hops()).filteredOn(Hop::own).isNotEmpty().allSatisfy(hop -> assertThat(hop.type())
                    .isEqualTo(Thing.class.getName()));
            assertThat(path.text()).contains("HeapWalkTest.kept -> ");
        } finally {
            kept = null;
        }
    }

    @Test
    void aThreadLocalIsNamedWithItsThread() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Thread thread = pool.submit(() -> {
                        LOCAL.set(thing());
                        return Thread.currentThread();
                    })
                    .get();
            HeapPath path = way().orElseThrow();
            assertThat(path.threadId()).isEqualTo(thread.getId());
            assertThat(path.hops()).extracting(Hop::field).contains("threadLocals", "value");
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whatOnlySoftReferencesHoldIsNoLeak() throws IOException {
        SoftReference<Object> soft = new SoftReference<>(thing());
        Map<Long, Optional<HeapPath>> paths = HeapDump.paths(folder, numbers());
        assertThat(soft.get()).as("still there").isNotNull();
        assertThat(paths.get(marks.get(0).number())).isEmpty();
    }

    @Test
    void severalAreFoundInOneDump() throws IOException {
        Object one = thing();
        Runnable other = (Runnable) Proxy.newProxyInstance(
                thing().getClass().getClassLoader(), new Class<?>[] {Runnable.class}, (proxy, method, args) -> null);
        kept = new Object[] {one, other};
        try {
            Map<Long, Optional<HeapPath>> paths = HeapDump.paths(folder, numbers());
            assertThat(marks).hasSize(2).allSatisfy(mark -> assertThat(paths.get(mark.number()))
                    .isPresent());
        } finally {
            kept = null;
        }
    }
}
