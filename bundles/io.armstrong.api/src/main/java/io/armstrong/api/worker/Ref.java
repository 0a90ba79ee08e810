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
     * <p>Messages and replies are plain data: immutable values of the JDK, records and enums of a bundle in which no child lives,
     * lists, sets, maps and optionals of these, and addresses. Of what is mutable a copy travels.
     *
     * @return false when it was refused: mailbox full, or the process is gone for good
     * @throws IllegalArgumentException for anything else, with its place: {@code message.a[3].b: x.Y is not plain data}
     */
    boolean cast(Object message);

    /**
     * Sends a message; completes with the reply.
     *
     * <p>Fails with {@link CallFailed}: the exit reason when the child crashed on it or ended for good, {@code timeout} after
     * the deadline (the request may still be executed: OTP S96), {@code full} when the mailbox is.
     *
     * @throws IllegalArgumentException as {@link #cast}
     * @param deadline positive; the runtime's default is 5 s
     */
    CompletionStage<@Nullable Object> call(Object message, Duration deadline);
}
