package io.armstrong.process;

/**
 * A callback of a worker that runs.
 *
 * @param number another for each of its incarnation
 * @param thread on which it runs
 */
public record Callback(int number, Thread thread) {}
