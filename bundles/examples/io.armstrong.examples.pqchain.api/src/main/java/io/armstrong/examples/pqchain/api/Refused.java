package io.armstrong.examples.pqchain.api;

/**
 * A request was understood and will not be done.
 *
 * @param reason one sentence: what was asked, what stands against it, what to do
 */
public record Refused(String reason) {}
