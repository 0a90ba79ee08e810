package io.armstrong.api;

import io.armstrong.api.breaker.BreakerChange;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that happened in the tree, past tense; each prints itself as a sentence and as a map.
 *
 * <p>The set is closed so that consumers can be complete.
 */
public sealed interface ArmstrongEvent {
    /** The child or supervisor it is about. */
    String child();

    /** One sentence for people, without the time. */
    String sentence();

    /** The same as data, in a fixed order, for JSON; {@code event} names the kind. */
    Map<String, Object> data();

    /** OTP's progress report (S121). */
    record ChildStarted(String child, String supervisor, long incarnation, String version) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return child + " started, incarnation " + incarnation + (version.isEmpty() ? "" : ", version " + version);
        }

        @Override
        public Map<String, Object> data() {
            return map(
                    "child-started", child, "supervisor", supervisor, "incarnation", incarnation, "version", version);
        }
    }

    /** OTP's child_terminated, and every orderly end (S120). */
    record ChildExited(String child, String supervisor, long incarnation, ExitReason reason) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return child + " exited, incarnation " + incarnation + ": " + reason.text();
        }

        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = map(
                    "child-exited",
                    child,
                    "supervisor",
                    supervisor,
                    "incarnation",
                    incarnation,
                    "reason",
                    reason.text());
            if (reason instanceof ExitReason.Crashed crash) {
                data.put("cause", crash.kind().text());
                data.put("trace", crash.trace());
            }
            return data;
        }
    }

    /** OTP's start_error. */
    record ChildStartFailed(String child, String supervisor, long incarnation, ExitReason reason)
            implements ArmstrongEvent {
        @Override
        public String sentence() {
            return child + " did not start, incarnation " + incarnation + ": " + reason.text();
        }

        @Override
        public Map<String, Object> data() {
            return map(
                    "child-start-failed",
                    child,
                    "supervisor",
                    supervisor,
                    "incarnation",
                    incarnation,
                    "reason",
                    reason.text());
        }
    }

    /**
     * What a supervisor decided after an exit.
     *
     * @param decision {@code restart}, {@code stay down}, {@code escalate} ...
     * @param rule the rule followed
     * @param count restarts in the window, this one included
     * @param next what happens next
     * @param policy that was asked; empty where none was
     * @param restarts of the child in its own window, as the policy was told
     */
    record Decided(
            String child,
            String supervisor,
            String decision,
            String rule,
            int count,
            Intensity limit,
            String next,
            String policy,
            int restarts)
            implements ArmstrongEvent {
        @Override
        public String sentence() {
            return supervisor + " decided for " + child + ": " + decision + " (" + rule + "; " + count + " of " + limit
                    + "); " + next;
        }

        @Override
        public Map<String, Object> data() {
            return map(
                    "decided",
                    child,
                    "supervisor",
                    supervisor,
                    "decision",
                    decision,
                    "rule",
                    rule,
                    "count",
                    count,
                    "limit",
                    limit.toString(),
                    "next",
                    next,
                    "policy",
                    policy,
                    "restarts",
                    restarts);
        }
    }

    /** An escalation policy could not be asked, threw or was late; the default of the child's tier decided (feature E2). */
    record PolicyFailed(String child, String supervisor, String policy, String cause) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return "policy " + policy + " of " + child + " " + cause + "; the default of its tier decides";
        }

        @Override
        public Map<String, Object> data() {
            return map("policy-failed", child, "supervisor", supervisor, "policy", policy, "cause", cause);
        }
    }

    /** A supervisor went over its intensity and is ending (OTP S53). */
    record Escalated(String child, String supervisor, ExitReason reason) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return supervisor + " gave up over " + child + ": " + reason.text();
        }

        @Override
        public Map<String, Object> data() {
            return map("escalated", child, "supervisor", supervisor, "reason", reason.text());
        }
    }

    /** A child's status changed by an order: stopped, isolated, restored, added, removed, held, hung. */
    record StatusChanged(String child, ChildStatus status, String reason) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return child + " is " + status.text() + (reason.isEmpty() ? "" : ": " + reason);
        }

        @Override
        public Map<String, Object> data() {
            return map("status-changed", child, "status", status.text(), "reason", reason);
        }
    }

    /**
     * Messages were taken in and will never be handled (design D8).
     *
     * @param incarnation that would have handled them; 0 when none was there
     * @param reason why, with the message where it is one
     */
    record DeadLettered(String child, long incarnation, long messages, String reason) implements ArmstrongEvent {
        @Override
        public String sentence() {
            String what = messages == 1 ? "a message" : messages + " messages";
            return child + " will not handle " + what + ": " + reason;
        }

        @Override
        public Map<String, Object> data() {
            return map("dead-lettered", child, "incarnation", incarnation, "messages", messages, "reason", reason);
        }
    }

    /** A step of an upgrade. */
    record UpgradeStep(String child, String from, String to, String step, String result) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return "upgrade of " + child + " " + from + " -> " + to + ", " + step + ": " + result;
        }

        @Override
        public Map<String, Object> data() {
            return map("upgrade-step", child, "from", from, "to", to, "step", step, "result", result);
        }
    }

    /** Somebody changed a bundle behind the supervisor's back (design D10). */
    record Drifted(String child, String found, String action) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return child + " drifted: " + found + "; " + action;
        }

        @Override
        public Map<String, Object> data() {
            return map("drifted", child, "found", found, "action", action);
        }
    }

    /**
     * A class loader of an earlier version stays in memory (feature H6; invariant I30).
     *
     * @param version of the bundle that it loaded
     * @param kind of what holds it; see {@link io.armstrong.api.spi.Leaks.Leak}
     * @param holder what holds it, in words
     * @param hint what to do about it
     * @param count of the child's old class loaders in memory, this one included
     */
    record Leaked(String child, String version, String kind, String holder, String hint, int count)
            implements ArmstrongEvent {
        @Override
        public String sentence() {
            return child + " leaked the class loader of version " + version + ", " + kind + ": " + holder + "; " + hint;
        }

        @Override
        public Map<String, Object> data() {
            return map(
                    "leaked", child, "version", version, "kind", kind, "holder", holder, "hint", hint, "count", count);
        }
    }

    /**
     * A part of the runtime's own code was exercised in the background and is compiled. Told once for each part.
     *
     * @param child the root for all that children run and restart by, {@code upgrade} for hand-overs
     * @param took how long that was
     */
    record WarmedUp(String child, Duration took) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return child + " is warmed up after " + took.toMillis() + " ms";
        }

        @Override
        public Map<String, Object> data() {
            return map("warmed-up", child, "took", took.toMillis());
        }
    }

    /** A declaration or configuration was refused whole. @param place where it stands; @param rule what it breaks and what to do */
    record SpecRefused(String child, String place, String value, String rule) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return "refused " + child + " from " + place + ": " + value + ": " + rule;
        }

        @Override
        public Map<String, Object> data() {
            return map("spec-refused", child, "place", place, "value", value, "rule", rule);
        }
    }

    /** Something a person has to look at. @param tryNext the next command to type */
    record AlarmSet(String child, String alarm, String text, String tryNext) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return "alarm " + alarm + " on " + child + ": " + text + "; try: " + tryNext;
        }

        @Override
        public Map<String, Object> data() {
            return map("alarm-set", child, "alarm", alarm, "text", text, "try", tryNext);
        }
    }

    /** What an alarm told of is over, or somebody took it away. @param why one sentence */
    record AlarmCleared(String child, String alarm, String why) implements ArmstrongEvent {
        @Override
        public String sentence() {
            return "alarm " + alarm + " on " + child + " is over: " + why;
        }

        @Override
        public Map<String, Object> data() {
            return map("alarm-cleared", child, "alarm", alarm, "why", why);
        }
    }

    /** A breaker made a transition (feature B5): one event each. {@code child} is its name. */
    record BreakerChanged(BreakerChange change) implements ArmstrongEvent {
        @Override
        public String child() {
            return change.name();
        }

        @Override
        public String sentence() {
            return "breaker " + change.name() + " is " + change.to().text() + ", was "
                    + change.from().text() + ": " + change.why();
        }

        @Override
        public Map<String, Object> data() {
            return map(
                    "breaker-changed",
                    change.name(),
                    "from",
                    change.from().text(),
                    "to",
                    change.to().text(),
                    "why",
                    change.why(),
                    "retryMillis",
                    change.retryAfter().toMillis());
        }
    }

    /** The kind, the child, then the pairs, in that order. */
    private static Map<String, Object> map(String event, String child, Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("event", event);
        map.put("child", child);
        for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], pairs[i + 1]);
        return map;
    }
}
