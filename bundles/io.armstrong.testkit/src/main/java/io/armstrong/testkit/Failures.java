package io.armstrong.testkit;

/** What a test has scripted for one child. */
final class Failures {
    int starts;
    boolean hangsInStart;
    boolean hangsInStop;

    /** Whether this start is to fail. */
    boolean failsStart() {
        if (starts == 0) return false;
        starts--;
        return true;
    }

    /** Whether this start is to hang. */
    boolean hangsStart() {
        boolean hangs = hangsInStart;
        hangsInStart = false;
        return hangs;
    }

    /** Whether this stop is to hang. */
    boolean hangsStop() {
        boolean hangs = hangsInStop;
        hangsInStop = false;
        return hangs;
    }
}
