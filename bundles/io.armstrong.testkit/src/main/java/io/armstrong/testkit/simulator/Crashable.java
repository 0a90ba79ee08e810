package io.armstrong.testkit.simulator;

import io.armstrong.api.ExitReason;

/** Something the simulation can make end by itself. */
interface Crashable {
    void misbehave(ExitReason reason);
}
