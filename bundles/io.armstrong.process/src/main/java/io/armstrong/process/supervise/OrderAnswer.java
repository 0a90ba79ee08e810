package io.armstrong.process.supervise;

import io.armstrong.core.OrderResult;

/** Whoever waits for the answer to an order. */
@FunctionalInterface
public interface OrderAnswer {
    /** The order was carried out or refused. Called once, on the supervisor's turn: it must not block, nor run what may. */
    void answered(OrderResult result);
}
