package io.armstrong.store;

import java.io.IOException;

/** A failure of the disk as callers see it: a code, what was tried, what was found, what to do. */
final class Failure {
    private static final String CODES = "ARM-STORE-";

    private Failure() {}

    /**
     * @param attempt what could not be done, as in "cannot ..."
     * @param needed bytes that must be free for it
     * @return ARM-STORE-ENOSPC when space was missing, ARM-STORE-IO when not; a failure that has a code is kept
     */
    static IOException of(String attempt, long needed, IOException cause) {
        String found = String.valueOf(cause.getMessage());
        if (found.startsWith(CODES)) {
            return cause;
        }
        String text = attempt + ": " + found;
        return cause instanceof Disk.DiskFull
                ? new IOException(
                        CODES + "ENOSPC: " + text + "; free at least " + needed + " bytes and try again", cause)
                : new IOException(CODES + "IO: " + text, cause);
    }
}
