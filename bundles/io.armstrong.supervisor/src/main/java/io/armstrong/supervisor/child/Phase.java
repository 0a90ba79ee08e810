package io.armstrong.supervisor.child;

/** How far the present incarnation of a static child got. */
enum Phase {
    DOWN,
    /** Its bundle cannot run yet: the framework's start level is too low, an upgrade has it, or something that it imports is not there. */
    AWAITING,
    /** Its bundle is being started. */
    BUNDLE,
    /** Its bundle runs, its worker is waited for. */
    WORKER,
    /** Its process runs {@code init}. */
    INIT,
    UP,
    /** It was told to stop. */
    STOPPING
}
