package io.armstrong.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A supervisor and its static children, in start order (OTP S1, S4).
 *
 * @param id unique in the tree
 * @param strategy default one_for_one; simple_one_for_one has exactly one child, the template
 * @param intensity default 1 in 5 s
 * @param autoShutdown default never
 * @param children copied in; ids unique
 * @param maxChildren dynamic children it takes at most; default 1,000,000; means nothing but under simple_one_for_one
 * @param policy the escalation policy of children that name none, as in {@link Recovery}; default {@code otp}: always restart
 * @param blast what an escalation decided here may not stop; default: no limit
 * @throws IllegalArgumentException for a duplicate id, or a simple_one_for_one without its one template
 */
public record SupervisorSpec(
        String id,
        Strategy strategy,
        Intensity intensity,
        AutoShutdown autoShutdown,
        List<ChildSpec> children,
        int maxChildren,
        String policy,
        BlastRadius blast) {
    /** The policy of a supervisor that names none: it is OTP's. */
    public static final String OTP = "otp";

    /** Dynamic children of one supervisor when it names no number. */
    public static final int DEFAULT_MAX_CHILDREN = 1_000_000;

    public SupervisorSpec {
        if (maxChildren < 1)
            throw new IllegalArgumentException("maxChildren of " + id + " is " + maxChildren + ": must be 1 or more");
        children = List.copyOf(children);
        Set<String> ids = new HashSet<>();
        for (ChildSpec child : children)
            if (!ids.add(child.id()))
                throw new IllegalArgumentException("supervisor " + id + ": duplicate child " + child.id());
        if (strategy == Strategy.SIMPLE_ONE_FOR_ONE && children.size() != 1)
            throw new IllegalArgumentException("supervisor " + id + ": simple_one_for_one takes exactly one template");
    }

    /** With the default of {@code maxChildren}. */
    public SupervisorSpec(
            String id, Strategy strategy, Intensity intensity, AutoShutdown autoShutdown, List<ChildSpec> children) {
        this(id, strategy, intensity, autoShutdown, children, DEFAULT_MAX_CHILDREN, OTP, BlastRadius.UNLIMITED);
    }

    /** The same supervisor with another limit of dynamic children. */
    public SupervisorSpec withMaxChildren(int limit) {
        return new SupervisorSpec(id, strategy, intensity, autoShutdown, children, limit, policy, blast);
    }

    /** The same supervisor with other children. */
    public SupervisorSpec withChildren(List<ChildSpec> others) {
        return new SupervisorSpec(id, strategy, intensity, autoShutdown, others, maxChildren, policy, blast);
    }

    /** The same supervisor with another policy. */
    public SupervisorSpec withPolicy(String value) {
        return new SupervisorSpec(id, strategy, intensity, autoShutdown, children, maxChildren, value, blast);
    }

    /** The same supervisor with another limit to what an escalation stops. */
    public SupervisorSpec withBlast(BlastRadius value) {
        return new SupervisorSpec(id, strategy, intensity, autoShutdown, children, maxChildren, policy, value);
    }
}
