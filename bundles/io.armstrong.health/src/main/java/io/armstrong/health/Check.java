package io.armstrong.health;

import io.armstrong.api.health.HealthStatus;
import java.util.Set;

/** A health check of a child, whoever's interface it is written to. */
public interface Check {
    /** As reports and logs show it. */
    String name();

    /** The children it speaks for now; asked now and then, because children come and go. Empty: it concerns us not. */
    Set<String> children();

    /** Asks it. Runs foreign code: it may block and throw. */
    Answer ask() throws Exception;

    /** What it said. @param health healthy, degraded, down when it is critical, unknown when it could not tell */
    record Answer(HealthStatus health, String text) {}
}
