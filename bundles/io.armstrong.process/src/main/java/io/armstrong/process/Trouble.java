package io.armstrong.process;

/** Hears of what went wrong where no caller is left to be told: nothing is caught to be ignored. */
@FunctionalInterface
public interface Trouble {
    /** @param where who was doing what, in a few words */
    void report(String where, Throwable thrown);
}
