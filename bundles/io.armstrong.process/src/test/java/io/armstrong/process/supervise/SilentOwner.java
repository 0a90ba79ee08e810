package io.armstrong.process.supervise;

import io.armstrong.api.ExitReason;

/** Owns a supervisor and has nothing to do about it. */
final class SilentOwner implements SupervisorOwner {
    @Override
    public void booted() {}

    @Override
    public void startFailed(ExitReason reason) {}

    @Override
    public void exited(ExitReason reason) {}
}
