package io.armstrong.lifecycle.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.lifecycle.itest.child.Leaving;
import io.armstrong.tiny.TinyBundle;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing of an old version is held (facts F9, F10). */
class LoaderTest extends Children {
    @Test
    void oldClassLoadersAreFreeThoughTheActivatorLeavesAThreadLocal() throws Exception {
        long id = install("leaving", Leaving.class);
        List<WeakReference<ClassLoader>> old = new ArrayList<>();
        for (int version = 2; version <= 10; version++) {
            assertDone(get(lifecycle.start(id, LONG)));
            old.add(new WeakReference<>(
                    context.getBundle(id).loadClass(Leaving.class.getName()).getClassLoader()));
            Path next = TinyBundle.named("leaving")
                    .version(version + ".0.0")
                    .activator(Leaving.class)
                    .in(folder);
            assertDone(get(lifecycle.update(id, next, LONG)));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            System.gc();
            return old.stream().allMatch(loader -> loader.get() == null);
        });
    }
}
