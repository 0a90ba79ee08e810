package io.armstrong.api.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Names of processes, for any code that wants to reach one (OTP: registered names; gproc for properties).
 *
 * <p>A child is always registered under its id; it may hold further names. A lookup during a restart finds the process:
 * the name belongs to the child, not to the incarnation.
 */
@ProviderType
public interface Registry {
    /** The process under that name now. */
    Optional<Ref> whereis(String name);

    /** Completes with the process as soon as that name is registered; fails with {@link CallFailed} timeout after the limit. */
    CompletionStage<Ref> await(String name, Duration limit);

    /** Sets a property of the process that holds the name; replaced by the next. */
    void setProperty(String name, String key, Object value);

    /** The properties of the process that holds the name; empty when nobody does. */
    Map<String, Object> properties(String name);

    /** Completes with the exit reason, as text, when the present incarnation under that name ends; {@code noproc} when there is none. */
    CompletionStage<String> monitor(String name);
}
