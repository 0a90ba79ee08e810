package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;

/** What happens to a breaker. */
public sealed interface BreakerEvent {
    /** Somebody wants to call: the only event that is answered with a permit. */
    record Asked() implements BreakerEvent {}

    /** @param permit as it was given; @param took nanoseconds; 0 when nobody measured */
    record Succeeded(long permit, long took) implements BreakerEvent {}

    /** @param why one line; of an exception its class and message */
    record Failed(long permit, long took, String why) implements BreakerEvent {}

    /** A permit came back unused, or with what the spec ignores. */
    record Returned(long permit) implements BreakerEvent {}

    /** Nothing but time. */
    record TimePassed() implements BreakerEvent {}

    /** Somebody who counts for himself opens it for its recovery time: a supervisor, for crashes (design D4). */
    record Tripped(String why) implements BreakerEvent {}

    /** That somebody begins a trial now. */
    record TrialBegun(String why) implements BreakerEvent {}

    /** That somebody closes it: nothing counted. */
    record TrialPassed(String why) implements BreakerEvent {}

    /** By hand: closed now, nothing counted. */
    record Reset(String why) implements BreakerEvent {}

    /** By hand: no call passes. */
    record ForcedShut(String why) implements BreakerEvent {}

    /** By hand: every call passes. */
    record SwitchedOff(String why) implements BreakerEvent {}

    /** By hand: what was done by hand is undone. */
    record LeftToItself(String why) implements BreakerEvent {}

    /** Other limits. */
    record Configured(BreakerSpec spec) implements BreakerEvent {}
}
