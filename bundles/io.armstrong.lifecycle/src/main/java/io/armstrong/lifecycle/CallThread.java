package io.armstrong.lifecycle;

import org.jspecify.annotations.Nullable;

/** A thread that calls the framework. It inherits nothing from whoever ordered first. */
final class CallThread extends Thread {
    private final String pooledName;
    private final ClassLoader pooledLoader = ClassLoader.getSystemClassLoader();

    /** What it is calling; only this thread itself reads and writes it. */
    @Nullable
    Job job;

    /** Which renewal of the pool it was made in. */
    final long generation;

    /** No longer counted by its pool. Guarded by the lock of its pool. */
    boolean abandoned;

    CallThread(Runnable loop, String name, long generation) {
        super(null, loop, name, 0, false);
        this.pooledName = name;
        this.generation = generation;
        setDaemon(true);
        setContextClassLoader(pooledLoader);
    }

    /** Undoes what a child's activator may have done to the thread it ran on. */
    void tidy() {
        if (!getName().equals(pooledName)) setName(pooledName);
        if (getContextClassLoader() != pooledLoader) setContextClassLoader(pooledLoader);
    }
}
