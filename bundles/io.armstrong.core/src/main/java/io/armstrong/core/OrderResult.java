package io.armstrong.core;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildType;
import io.armstrong.api.ExitReason;
import java.util.List;
import java.util.Locale;

/** The answer to an order, in OTP's terms (S70 to S79): never an exception. */
public sealed interface OrderResult {
    OrderResult DONE = new Done();

    /** OTP's {@code ok}. */
    record Done() implements OrderResult {}

    /** OTP's {@code {ok, Pid}}. */
    record Started(String id, long incarnation) implements OrderResult {}

    /** OTP's {@code {ok, undefined}}: its start said ignore. */
    record Ignored(String id) implements OrderResult {}

    /** The spec. */
    record Spec(ChildSpec spec) implements OrderResult {}

    /** The children, newest-started first. */
    record Children(List<Row> rows) implements OrderResult {
        public Children {
            rows = List.copyOf(rows);
        }
    }

    /** OTP S76. @param incarnation 0 unless it runs */
    record Row(String id, State state, long incarnation, ChildType type) {}

    /** What OTP's which_children tells: a pid, {@code restarting} or {@code undefined}. */
    enum State {
        RUNNING,
        RESTARTING,
        STOPPED
    }

    /** OTP S77. */
    record Counts(int specs, int active, int supervisors, int workers) implements OrderResult {}

    /** A child given away: it runs on, or is down. Whoever takes it owns its record from then on. */
    record Surrendered(ChildRecord child) implements OrderResult {}

    /** The order was not carried out. */
    record Refused(Error error) implements OrderResult {}

    /** The start that was ordered failed. */
    record StartFailed(ExitReason reason) implements OrderResult {}

    /** Why an order was refused. */
    enum Error {
        NOT_FOUND,
        ALREADY_STARTED,
        ALREADY_PRESENT,
        RUNNING,
        RESTARTING,
        SIMPLE_ONE_FOR_ONE,
        /** OTP's bad_combination: a significant child under a supervisor that never shuts down by itself, or a permanent one. */
        BAD_COMBINATION,
        /** Only a running child can be held between two messages. */
        NOT_RUNNING,
        /** Under one_for_all one child alone cannot be isolated (design D5). */
        ONE_FOR_ALL,
        /** As many dynamic children as its spec allows are there. */
        MAX_CHILDREN,
        /** Isolated, open or hung: restore it first. */
        SET_ASIDE,
        /** Nothing to restore. */
        NOT_SET_ASIDE,
        /** The supervisor ended before it came to this order (OTP S70: noproc). */
        NOPROC;

        /** OTP's word: {@code not_found}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
