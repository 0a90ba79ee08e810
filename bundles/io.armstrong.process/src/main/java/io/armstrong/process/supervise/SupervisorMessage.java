package io.armstrong.process.supervise;

import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.Message;
import io.armstrong.process.SystemMessage;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What lies in a supervisor's mailbox. */
final class SupervisorMessage {
    private SupervisorMessage() {}

    /** An order by somebody who waits for the answer: bounded, as any sender's messages are. */
    static final class Ordered extends Message {
        final LongFunction<SupervisorEvent.Order> order;
        final OrderAnswer answer;

        Ordered(LongFunction<SupervisorEvent.Order> order, OrderAnswer answer) {
            this.order = order;
            this.answer = answer;
        }
    }

    /** Of orders one after another. */
    interface OfRows {
        void tell(Rows rows);
    }

    /** Many orders: one message, which leaves the mailbox before they are carried out. */
    static final class OrderedInRow extends Message implements OfRows {
        private final OrderRow row;

        OrderedInRow(OrderRow row) {
            this.row = row;
        }

        @Override
        public void tell(Rows rows) {
            rows.add(row);
        }
    }

    /** The rest of them, in its place among the orders of others. */
    static final class RowsGoOn extends SystemMessage implements OfRows {
        @Override
        protected boolean urgent() {
            return false;
        }

        @Override
        public void tell(Rows rows) {
            rows.resume();
        }
    }

    /** An event that keeps its place among the orders: an exit, the parent's exit, a message to self. */
    static final class Happened extends SystemMessage {
        final SupervisorEvent event;
        final @Nullable Slot slot;

        Happened(SupervisorEvent event, @Nullable Slot slot) {
            this.event = event;
            this.slot = slot;
        }

        @Override
        protected boolean urgent() {
            return false;
        }
    }

    /** The completion of a step: it goes first, so that a plan whose steps complete at once is OTP's blocking supervisor. */
    static final class Completed extends SystemMessage {
        final SupervisorEvent.OfChild event;
        final Slot slot;

        Completed(SupervisorEvent.OfChild event, Slot slot) {
            this.event = event;
            this.slot = slot;
        }
    }

    /** A piece of work for the supervisor's turn: a deadline that is over, a kill. */
    static final class Due extends SystemMessage {
        final Runnable task;

        Due(Runnable task) {
            this.task = task;
        }
    }
}
