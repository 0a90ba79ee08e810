package io.armstrong.lifecycle;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Has bundles resolved one after the other, and lets none start while it is being told that it is resolved.
 *
 * <p>Equinox resolves whatever else waits for it along with the bundle asked for, and tells of each only after it has its state. One that
 * is started on another thread meanwhile may be up before its RESOLVED is told; a {@code BundleTracker} that is still busy with that overlooks
 * the STARTED, and Declarative Services never looks at the bundle (seen once in 65,000 starts, five bundles side by side).
 *
 * <p>Whoever resolves may be held up by a listener: nobody waits longer for it than {@link #PATIENCE_NANOS}, and then goes on as if this
 * were not here.
 */
final class Resolution {
    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private final ReentrantLock turn = new ReentrantLock();

    /** Resolves while nobody else does. @return what that said */
    boolean alone(BooleanSupplier resolve) throws InterruptedException {
        boolean mine = turn.tryLock(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        try {
            return resolve.getAsBoolean();
        } finally {
            if (mine) turn.unlock();
        }
    }

    /** Returns when what is being resolved has been told. */
    void awaitTold() throws InterruptedException {
        if (turn.isLocked() && turn.tryLock(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) turn.unlock();
    }
}
