package io.armstrong.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a child is what it is: the last thing that happened to it, and what was decided.
 *
 * @param id of the child
 * @param status what it is now
 * @param cause the last exit; null when it never ended
 * @param incarnation the incarnation that ended; 0 when none did
 * @param at when it ended, wall clock; null when it never did
 * @param messages the last messages before a crash as text, oldest first; the last of them was being handled
 * @param state the state in which it took that message, its beginning and a digest; empty when it did not crash
 * @param decision what its supervisor did about it, in one sentence
 * @param rule the rule that was followed
 * @param count restarts in the supervisor's window at that moment, this one included
 * @param limit the supervisor's intensity
 * @param next what happens next, or the command to type
 * @param events the last events about it, oldest first
 * @param policy the escalation policy that was asked; empty where none was
 * @param restarts of the child in its own window, as that policy was told
 */
public record WhyReport(
        String id,
        ChildStatus status,
        @Nullable ExitReason cause,
        long incarnation,
        @Nullable Instant at,
        List<String> messages,
        String state,
        String decision,
        String rule,
        int count,
        Intensity limit,
        String next,
        List<String> events,
        String policy,
        int restarts) {
    public WhyReport {
        messages = List.copyOf(messages);
        events = List.copyOf(events);
    }
}
