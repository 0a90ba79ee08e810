package io.armstrong.api;

import java.time.Duration;

/**
 * What watches over a child beside its exits (features R1, H2, H5). A guard that trips makes the child crash with a cause of its own.
 *
 * @param heartbeat the longest silence between two beats of the child, see {@code Heartbeats}; zero, the default: none is expected
 * @param memoryBytes bytes that the child's turns and own threads may allocate within {@code memoryPeriod}; 0, the default: any
 *     number
 * @param memoryPeriod default 60 s; a new allowance begins when it is over
 * @param backlog messages waiting at which the memory guard trips too; 0, the default: it does not look
 * @param checkPeriod time between two runs of each of the child's health checks; default 10 s
 * @param checkDeadline how long one run may take; default 2 s
 * @param checkFailures runs that must fail among the last {@code checkWindow} before the child crashes; default 2
 * @param checkWindow default 3
 * @param leak what is done about class loaders of earlier versions that stay in memory; default refuse
 * @param leakCeiling how many of them that takes; default 5
 * @throws IllegalArgumentException naming the component, its value and the rule it breaks
 */
public record Guards(
        Duration heartbeat,
        long memoryBytes,
        Duration memoryPeriod,
        int backlog,
        Duration checkPeriod,
        Duration checkDeadline,
        int checkFailures,
        int checkWindow,
        LeakPolicy leak,
        int leakCeiling) {
    /** Nothing expected and nothing bounded; health checks run as often as they do by default. */
    public static final Guards DEFAULT = new Guards(
            Duration.ZERO,
            0,
            Duration.ofSeconds(60),
            0,
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            2,
            3,
            LeakPolicy.REFUSE,
            5);

    public Guards {
        if (heartbeat.isNegative()) throw wrong("heartbeat", heartbeat, "must not be negative");
        if (memoryBytes < 0) throw wrong("memory", memoryBytes, "must be 0 or more");
        if (backlog < 0) throw wrong("backlog", backlog, "must be 0 or more");
        positive("memoryPeriod", memoryPeriod);
        positive("checkPeriod", checkPeriod);
        positive("checkDeadline", checkDeadline);
        if (checkFailures < 1 || checkFailures > checkWindow)
            throw wrong("checkFailures", checkFailures, "must be from 1 to checkWindow, which is " + checkWindow);
        if (leakCeiling < 1) throw wrong("leakCeiling", leakCeiling, "must be 1 or more");
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) throw wrong(name, value, "must be positive");
    }

    private static IllegalArgumentException wrong(String name, Object value, String rule) {
        return new IllegalArgumentException(name + " is " + value + ": " + rule);
    }

    /** Whether the memory guard looks at this child. */
    public boolean boundsMemory() {
        return memoryBytes > 0 || backlog > 0;
    }

    /** Whether a beat is expected of this child. */
    public boolean expectsBeats() {
        return !heartbeat.isZero();
    }

    /** The same with another longest silence. */
    public Guards withHeartbeat(Duration value) {
        return new Guards(
                value,
                memoryBytes,
                memoryPeriod,
                backlog,
                checkPeriod,
                checkDeadline,
                checkFailures,
                checkWindow,
                leak,
                leakCeiling);
    }

    /** The same with another allowance within that period. */
    public Guards withMemory(long bytes, Duration period) {
        return new Guards(
                heartbeat,
                bytes,
                period,
                backlog,
                checkPeriod,
                checkDeadline,
                checkFailures,
                checkWindow,
                leak,
                leakCeiling);
    }

    /** The same with another number of waiting messages. */
    public Guards withBacklog(int value) {
        return new Guards(
                heartbeat,
                memoryBytes,
                memoryPeriod,
                value,
                checkPeriod,
                checkDeadline,
                checkFailures,
                checkWindow,
                leak,
                leakCeiling);
    }

    /** The same with checks that run so often and so long, and crash the child when so many of the last so many failed. */
    public Guards withChecks(Duration period, Duration deadline, int failures, int window) {
        return new Guards(
                heartbeat, memoryBytes, memoryPeriod, backlog, period, deadline, failures, window, leak, leakCeiling);
    }

    /** The same with that done when so many old class loaders stay in memory. */
    public Guards withLeak(LeakPolicy policy, int ceiling) {
        return new Guards(
                heartbeat,
                memoryBytes,
                memoryPeriod,
                backlog,
                checkPeriod,
                checkDeadline,
                checkFailures,
                checkWindow,
                policy,
                ceiling);
    }
}
