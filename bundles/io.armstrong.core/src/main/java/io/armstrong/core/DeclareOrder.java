package io.armstrong.core;

import io.armstrong.api.ExitReason;

/** The first start of a declared child: where it fails the child stays, and its crash is decided on (feature R1). */
final class DeclareOrder extends StartOrder {
    DeclareOrder(long token, ChildRecord child) {
        super(token, child);
    }

    @Override
    void failed(SupervisorState state, ChildRecord failed, ExitReason reason) {
        failed.unsaved(false);
        Restarts.failed(state, failed, reason);
        done(state, new OrderResult.StartFailed(reason));
    }
}
