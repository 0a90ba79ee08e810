package io.armstrong.process;

import java.lang.management.ManagementFactory;

/**
 * Bytes that threads allocated, as the JVM counts them: everything a thread ever allocated, whether it is still held or not.
 * Exact to the JVM's allocation buffer for the own thread; a JVM without such a count, and a virtual thread, answer 0.
 */
interface Allocation {
    /** Bytes the calling thread has allocated. */
    long here();

    /** Bytes that thread has allocated; 0 when it has ended. */
    long of(Thread thread);

    /** What this JVM offers. */
    static Allocation ofThisJvm() {
        try {
            return Counted.where(Nothing.COUNTED);
        } catch (LinkageError noSuchPackage) {
            return Nothing.COUNTED; // com.sun.management is an optional import
        }
    }

    /** A JVM that does not count. */
    enum Nothing implements Allocation {
        COUNTED;

        @Override
        public long here() {
            return 0;
        }

        @Override
        public long of(Thread thread) {
            return 0;
        }
    }

    /** HotSpot's count. Apart, so that nothing of com.sun.management is loaded where it is missing. */
    record Counted(com.sun.management.ThreadMXBean threads) implements Allocation {
        static Allocation where(Allocation otherwise) {
            return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                            && threads.isThreadAllocatedMemorySupported()
                            && threads.isThreadAllocatedMemoryEnabled()
                    ? new Counted(threads)
                    : otherwise;
        }

        @Override
        public long here() {
            return Math.max(0, threads.getCurrentThreadAllocatedBytes());
        }

        @Override
        @SuppressWarnings("deprecation") // threadId() came with JDK 19
        public long of(Thread thread) {
            return Math.max(0, threads.getThreadAllocatedBytes(thread.getId()));
        }
    }
}
