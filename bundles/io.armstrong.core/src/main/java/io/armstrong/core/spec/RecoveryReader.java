package io.armstrong.core.spec;

import io.armstrong.api.Backoff;
import io.armstrong.api.BlastRadius;
import io.armstrong.api.Intensity;
import io.armstrong.api.Recovery;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.core.Ladder;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what is done about crashes: policy, own limits, start retries, backoff, breaker and blast radius. */
final class RecoveryReader {
    static final Set<String> OF_CHILD = Set.of(
            "policy",
            "policyDeadline",
            "maxRestarts",
            "restartWindow",
            "startRetries",
            "backoff",
            "backoffMax",
            "backoffFactor",
            "backoffJitter",
            "backoffQuiet");
    static final Set<String> OF_SUPERVISOR = Set.of("policy", "blastRadius", "spare");

    private final Attributes read;

    RecoveryReader(Attributes read) {
        this.read = read;
    }

    Recovery child(Tier tier) {
        return new Recovery(
                policy(""),
                read.millis("policyDeadline", "invalid_policy_deadline", 1, Recovery.DEFAULT_POLICY_DEADLINE),
                limit(tier),
                (int) read.number("startRetries", "invalid_start_retries", 0, 0),
                backoff());
    }

    SupervisorSpec supervisor(SupervisorSpec spec) {
        int children = (int) read.number("blastRadius", "invalid_blast_radius", 0, 0);
        return spec.withPolicy(policy(SupervisorSpec.OTP)).withBlast(new BlastRadius(children, spared()));
    }

    private String policy(String otherwise) {
        String policy = read.text("policy", otherwise);
        if (!Ladder.written(policy)) return policy;
        String wrong = Ladder.wrong(policy);
        if (wrong != null) throw read.bad("policy=" + policy, wrong, "{invalid_policy," + policy + "}");
        return policy;
    }

    private @Nullable Intensity limit(Tier tier) {
        if (read.absent("maxRestarts") && read.absent("restartWindow")) return null;
        Intensity otherwise = tier.intensity();
        return new Intensity(
                (int) read.number("maxRestarts", "invalid_max_restarts", 0, otherwise.max()),
                read.millis("restartWindow", "invalid_restart_window", 1, otherwise.period()));
    }

    private Backoff backoff() {
        Duration first = read.millis("backoff", "invalid_backoff", 0, Duration.ZERO);
        Backoff otherwise = Backoff.of(first);
        Duration max = read.millis("backoffMax", "invalid_backoff", 0, otherwise.max());
        if (max.compareTo(first) < 0)
            throw read.bad(
                    "backoffMax=" + max.toMillis(),
                    "must not be below backoff, " + first.toMillis(),
                    "{invalid_backoff," + max.toMillis() + "}");
        return new Backoff(
                first,
                max,
                read.decimal("backoffFactor", "invalid_backoff", 1, Double.MAX_VALUE, otherwise.factor()),
                read.decimal("backoffJitter", "invalid_backoff", 0, 1, otherwise.jitter()),
                read.millis("backoffQuiet", "invalid_backoff", 0, otherwise.quiet()));
    }

    private Set<Tier> spared() {
        Set<Tier> spared = EnumSet.noneOf(Tier.class);
        for (String word : read.text("spare", "").split("[\\s,]+"))
            if (!word.isEmpty()) spared.add(read.word("spare", "invalid_spare", Tier.class, word));
        return spared;
    }
}
