package io.armstrong.api.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Old class loaders that should be gone and are not (feature H6; invariant I30). Provided by the guard that looks for them; answers at once. */
@ProviderType
public interface Leaks {
    /** What was found of a child and is still there, oldest first. */
    List<Leak> of(String childId);

    /** Why no further upgrade of that child may begin, one sentence without a full stop; empty when one may. */
    Optional<String> refusal(String childId);

    /**
     * A class loader that was replaced and stays in memory.
     *
     * @param version of the bundle that it loaded
     * @param kind of what holds it: {@code thread}, {@code thread-local}, {@code static}, {@code shutdown-hook}, {@code jdbc-driver},
     *     {@code mbean}, {@code timer}, {@code executor}, {@code listener}, {@code object}, {@code framework}, {@code runtime},
     *     {@code unknown}
     * @param holder what holds it, in words
     * @param hint what to do about it
     * @param blamed whether it is the child's doing and counts towards its ceiling
     * @param found wall clock
     */
    record Leak(String child, String version, String kind, String holder, String hint, boolean blamed, Instant found) {}
}
