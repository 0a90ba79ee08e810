package io.armstrong.process;

import io.armstrong.api.worker.Ref;

/** Whatever can be reached by a name and watched. */
public non-sealed interface Process extends Ref, Names.Slot {
    /**
     * Tells the watcher once when the present incarnation has ended; at once, with reason {@code noproc}, when there is none
     * (OTP S92). Watchers survive an upgrade: it is no exit.
     */
    void watch(Watcher watcher);

    /** Hears of the end of an incarnation, on that process's turn: it must not block. */
    @FunctionalInterface
    interface Watcher {
        /** @param reason in OTP's words */
        void down(String id, long incarnation, String reason);
    }
}
