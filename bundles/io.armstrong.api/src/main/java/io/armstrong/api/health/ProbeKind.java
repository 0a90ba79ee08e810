package io.armstrong.api.health;

import java.util.Locale;

/** What the outer world asks before it restarts us, or sends us work (feature H3; Kubernetes: liveness, readiness, startup). */
public enum ProbeKind {
    /** Whether to let the process live: no child of the error kernel is down for good. One that is being restarted is no reason. */
    LIVE,
    /** Whether to send work: every child of the error kernel and of the critical tier is up or being upgraded. */
    READY,
    /** Whether the first start is over: every child came up, or stays down. Once passed it stays passed. */
    STARTUP;

    /** The word used in commands, JSON and the service property {@link Probe#KIND}: {@code live}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
