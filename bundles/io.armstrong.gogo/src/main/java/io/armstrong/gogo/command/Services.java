package io.armstrong.gogo.command;

import io.armstrong.api.Alarms;
import io.armstrong.api.Supervision;
import io.armstrong.api.breaker.CircuitBreakers;
import io.armstrong.api.health.Health;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.upgrade.Lint;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.Upgrades;
import java.util.Optional;

/** The services commands stand on. Each throws a {@code SupervisionException} FAILED while it is not there. */
public interface Services {
    Supervision supervision();

    Upgrades upgrades();

    Rollouts rollouts();

    Lint lint();

    CircuitBreakers breakers();

    Journal journal();

    Alarms alarms();

    Health health();

    /** The stable face of that child; empty when it has none, or no bundle makes faces. */
    Optional<Faces.Report> face(String childId);
}
