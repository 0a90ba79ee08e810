package io.armstrong.health.leak;

/**
 * What keeps an old class loader in memory.
 *
 * @param text what it is, in words
 */
record Holder(Kind kind, String text) {
    /** Kinds of holders, and what a child's author does about each. */
    enum Kind {
        THREAD("thread", "end it in stop or deactivate, or take it from ctx.threads()"),
        THREAD_LOCAL("thread-local", "remove() it on every thread that set it, or keep that in the worker's state"),
        STATIC("static", "take it out of there in stop or deactivate"),
        SHUTDOWN_HOOK("shutdown-hook", "Runtime.removeShutdownHook in stop or deactivate"),
        JDBC_DRIVER("jdbc-driver", "DriverManager.deregisterDriver in stop or deactivate"),
        MBEAN("mbean", "unregisterMBean in stop or deactivate"),
        TIMER("timer", "cancel() the timer in stop or deactivate, or use ctx.after"),
        EXECUTOR("executor", "shut it down, or cancel what it was given, in stop or deactivate"),
        LISTENER("listener", "take back in stop what was registered through the context of another bundle"),
        OBJECT("object", "that object keeps one of the child's: let it go when its service goes"),
        FRAMEWORK("framework", "not the child's doing; a restart of the runtime frees it"),
        RUNTIME("runtime", "not the child's doing but a fault of the runtime: report it; a restart frees it"),
        UNKNOWN("unknown", "take a heap dump: jcmd PID GC.heap_dump FILE, and look for ways to the class loader");

        private final String text;
        private final String hint;

        Kind(String text, String hint) {
            this.text = text;
            this.hint = hint;
        }

        String text() {
            return text;
        }

        String hint() {
            return hint;
        }

        /** Whether it is known to be the child's doing. */
        boolean blamed() {
            return this != FRAMEWORK && this != RUNTIME && this != UNKNOWN;
        }
    }
}
