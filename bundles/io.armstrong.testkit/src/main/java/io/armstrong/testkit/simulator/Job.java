package io.armstrong.testkit.simulator;

/**
 * A message of one sender to one worker.
 *
 * @param number of that worker's messages, from 1: the order in which they were sent
 */
record Job(long number) {}
