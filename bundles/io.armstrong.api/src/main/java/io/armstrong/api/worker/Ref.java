package io.armstrong.api.worker;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The address of a process: it stays good through restarts and upgrades (OTP: a registered name).
 *
 * <p>Equal when they address the same process.
 */
@ProviderType
public interface Ref {
    /** Id of the child. */
    String id();

    /**
     * Sends a message and waits for nothing.
     *
     * @return false when it was refused: mailbox full, or the process is gone for good
     */
    boolean cast(Object message);

    /**
     * Sends a message; completes with the reply.
     *
     * <p>Fails with {@link CallFailed}: the exit reason when the child crashed on it or ended for good, {@code timeout} after
     * the deadline (the request may still be executed: OTP S96), {@code full} when the mailbox is.
     *
     * @param deadline positive; the runtime's default is 5 s
     */
    CompletionStage<@Nullable Object> call(Object message, Duration deadline);
}
