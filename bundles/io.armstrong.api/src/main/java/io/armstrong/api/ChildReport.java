package io.armstrong.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one child at one moment.
 *
 * @param id its id
 * @param tier the tier it belongs to
 * @param supervisor the id of its supervisor
 * @param restart its restart type
 * @param status what it is now
 * @param version the version of its bundle; empty when it has none
 * @param schema the number of its state's shape; 0 when it holds no state
 * @param incarnation counts starts from 1; 0 before the first
 * @param restarts starts after the first since its supervisor started
 * @param uptimeMillis since the present incarnation came up; 0 when it is not up
 * @param waiting messages in its mailbox
 * @param dropped messages refused at their senders because the mailbox was full, since the runtime came up
 * @param deadLetters messages taken in and never handled since then: poison (design D8), and what waited when the child was ended
 * @param breaker state of its breaker: {@code none} until it has one
 * @param reason why it is in this status, one sentence; empty when there is nothing to say
 * @param since when it came into this status, wall clock
 * @param lastRestart when it was last restarted, wall clock; null when it never was
 * @param bundle the bundle it lives in; null for a child that lives in none
 */
public record ChildReport(
        String id,
        Tier tier,
        String supervisor,
        RestartType restart,
        ChildStatus status,
        String version,
        int schema,
        long incarnation,
        long restarts,
        long uptimeMillis,
        int waiting,
        long dropped,
        long deadLetters,
        String breaker,
        String reason,
        Instant since,
        @Nullable Instant lastRestart,
        @Nullable BundleReport bundle)
        implements MemberReport {
    /**
     * The bundle of a child.
     *
     * @param bundleId the framework's number, which does not survive a rebuilt cache
     * @param symbolicName of the bundle
     * @param version of the bundle
     * @param sha256 of the jar it was installed from, in lower-case hex; empty while unknown
     * @param drifted SHA-256 of what runs, where somebody else put that there and the store has {@code sha256}; else empty
     */
    public record BundleReport(long bundleId, String symbolicName, String version, String sha256, String drifted) {}
}
