package io.armstrong.api.health;

/**
 * The answer of a probe.
 *
 * @param kind of the probe
 * @param passes what to tell who asks: true is HTTP 200, false 503
 * @param reason what speaks against it, one line; empty when it passes
 */
public record Verdict(ProbeKind kind, boolean passes, String reason) {}
