package io.armstrong.process.supervise;

import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;

/**
 * Orders that a supervisor takes one after another, each when the one before is answered: what a caller would order in a loop, without a
 * message there and one back for each. Called on the supervisor's turn: nothing here may block, nor run what may.
 */
public interface OrderRow {
    /** Whether there is another one. */
    boolean hasNext();

    /** The next one, with that token. */
    SupervisorEvent.Order next(long token);

    /** The one given last was carried out or refused. */
    void answered(OrderResult result);

    /** There was no other. Called once, last. */
    void done();

    /** The supervisor has ended and asks for no other, however many there are. Called once, last, instead of {@link #done}. */
    void ended();
}
