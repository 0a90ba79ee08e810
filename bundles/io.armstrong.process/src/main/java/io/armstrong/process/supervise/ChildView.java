package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.core.ChildRecord;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One child at one moment.
 *
 * @param id its id
 * @param spec its spec; a dynamic child's is the template
 * @param status what it is
 * @param incarnation attempts to start so far; 0 before the first
 * @param restarts starts that succeeded after the first, since its supervisor started
 * @param reason why it is what it is, in OTP's words; empty when there is nothing to say
 * @param sinceNanos monotonic time at which it came into this status
 * @param upNanos monotonic time at which this incarnation was first up; as {@code sinceNanos} before
 * @param restartedNanos monotonic time of the last of its restarts; means nothing while there is none
 * @param onTrial whether its breaker is half-open: it was started on trial and is up (design D4)
 * @param wakesAt monotonic time at which it is started by itself: an open one on trial, or one in its backoff; else empty
 * @param argument what a dynamic child was given
 * @param place in start order among its siblings; only the order means anything
 */
public record ChildView(
        String id,
        ChildSpec spec,
        ChildStatus status,
        long incarnation,
        int restarts,
        String reason,
        long sinceNanos,
        long upNanos,
        long restartedNanos,
        boolean onTrial,
        OptionalLong wakesAt,
        @Nullable Object argument,
        long place) {
    /** Of a child whose first incarnation came into that status then, and of which there is nothing else to say. */
    static ChildView first(ChildRecord child, String id, ChildStatus status, long since) {
        return new ChildView(
                id,
                child.spec(),
                status,
                1,
                0,
                "",
                since,
                since,
                since,
                false,
                OptionalLong.empty(),
                child.argument(),
                child.place());
    }
}
