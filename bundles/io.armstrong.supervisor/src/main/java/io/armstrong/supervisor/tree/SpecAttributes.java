package io.armstrong.supervisor.tree;

import io.armstrong.api.Backoff;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Guards;
import io.armstrong.api.Intensity;
import io.armstrong.api.Recovery;
import java.util.LinkedHashMap;
import java.util.Map;

/** A spec as attributes, with the names of {@code @Supervised}: what {@code SpecReader} makes the same spec of again. */
public final class SpecAttributes {
    private SpecAttributes() {}

    /** Every attribute of a child in a bundle. */
    public static Map<String, String> of(ChildSpec spec) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", spec.id());
        attributes.put("tier", spec.tier().text());
        attributes.put("supervisor", spec.supervisor());
        attributes.put("restart", spec.restart().text());
        attributes.put("shutdown", spec.shutdown().text());
        attributes.put("type", spec.type().text());
        attributes.put("significant", Boolean.toString(spec.significant()));
        attributes.put("depth", spec.depth().text());
        attributes.put("startDeadline", Long.toString(spec.startDeadline().toMillis()));
        attributes.put("handlerDeadline", Long.toString(spec.handlerDeadline().toMillis()));
        attributes.put("mailbox", Integer.toString(spec.mailboxBound()));
        if (spec.breaker() != null)
            attributes.put("breaker", spec.breakerInForce().text());
        attributes.put("parking", spec.parking().text());
        attributes.put("face", spec.face().text());
        attributes.put("drift", spec.drift().text());
        attributes.put("order", Integer.toString(spec.order()));
        guards(spec.guards(), attributes);
        recovery(spec.recovery(), attributes);
        if (spec.source() instanceof ChildSource.InBundle in) {
            attributes.put("bundle", in.symbolicName());
            attributes.put("worker", in.worker());
        }
        return attributes;
    }

    private static void recovery(Recovery recovery, Map<String, String> attributes) {
        attributes.put("policy", recovery.policy());
        attributes.put("policyDeadline", Long.toString(recovery.policyDeadline().toMillis()));
        Intensity limit = recovery.limit();
        if (limit != null) {
            attributes.put("maxRestarts", Integer.toString(limit.max()));
            attributes.put("restartWindow", Long.toString(limit.period().toMillis()));
        }
        attributes.put("startRetries", Integer.toString(recovery.startRetries()));
        Backoff backoff = recovery.backoff();
        attributes.put("backoff", Long.toString(backoff.first().toMillis()));
        attributes.put("backoffMax", Long.toString(backoff.max().toMillis()));
        attributes.put("backoffFactor", Double.toString(backoff.factor()));
        attributes.put("backoffJitter", Double.toString(backoff.jitter()));
        attributes.put("backoffQuiet", Long.toString(backoff.quiet().toMillis()));
    }

    private static void guards(Guards guards, Map<String, String> attributes) {
        attributes.put("heartbeat", Long.toString(guards.heartbeat().toMillis()));
        attributes.put("memory", Long.toString(guards.memoryBytes()));
        attributes.put("memoryPeriod", Long.toString(guards.memoryPeriod().toMillis()));
        attributes.put("backlog", Integer.toString(guards.backlog()));
        attributes.put("checkPeriod", Long.toString(guards.checkPeriod().toMillis()));
        attributes.put("checkDeadline", Long.toString(guards.checkDeadline().toMillis()));
        attributes.put("checkFailures", Integer.toString(guards.checkFailures()));
        attributes.put("checkWindow", Integer.toString(guards.checkWindow()));
        attributes.put("leak", guards.leak().text());
        attributes.put("leakCeiling", Integer.toString(guards.leakCeiling()));
    }
}
