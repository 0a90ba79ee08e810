package io.armstrong.api;

import java.util.List;

/**
 * What is known of one supervisor at one moment.
 *
 * @param id its id; a tier's supervisor is called as its tier
 * @param tier the tier it stands in
 * @param strategy its strategy
 * @param status what it is now
 * @param intensity its limit
 * @param used restarts counted in the present window
 * @param children in start order
 */
public record SupervisorReport(
        String id,
        Tier tier,
        Strategy strategy,
        ChildStatus status,
        Intensity intensity,
        int used,
        List<MemberReport> children)
        implements MemberReport {
    public SupervisorReport {
        children = List.copyOf(children);
    }
}
