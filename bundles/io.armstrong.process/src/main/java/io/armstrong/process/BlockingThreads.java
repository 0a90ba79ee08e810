package io.armstrong.process;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where turns that may block run: a virtual thread each from JDK 21 on, else a daemon thread from a growing pool. */
final class BlockingThreads {
    private BlockingThreads() {}

    static ExecutorService executor() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException olderThan21) {
            return platform();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make virtual threads on " + Runtime.version(), e);
        }
    }

    private static ExecutorService platform() {
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "armstrong-blocking");
            thread.setDaemon(true);
            return thread;
        });
    }
}
