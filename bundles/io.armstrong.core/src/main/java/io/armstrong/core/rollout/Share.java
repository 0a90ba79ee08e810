package io.armstrong.core.rollout;

/** The bound of a canary (invariant I22): never more on the new side than configured. */
public final class Share {
    private Share() {}

    /** Whether so many of all may be on the new side. */
    public static boolean allows(int percent, long moved, long total) {
        return moved * 100 <= percent * total;
    }

    /** Whether a newcomer goes to the new side: only when the share still holds with it there. */
    public static boolean takesNewcomer(int percent, long moved, long total) {
        return allows(percent, moved + 1, total + 1);
    }

    /** Whether the call of that number, from 0, goes to the new side: of each first n calls never more than the share, and at most one fewer. */
    public static boolean takesCall(int percent, long number) {
        return (number + 1) * percent / 100 > number * percent / 100;
    }
}
