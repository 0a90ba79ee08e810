package io.armstrong.process;

import io.armstrong.api.ExitReason;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What a turn goes through on its way into a callback and out of it, so that others can end what does not end (design D9).
 *
 * <p>A callback has an odd number while it runs. Interrupting and fencing name the number they mean, so an order that comes
 * late hits nothing, and no stray interrupt reaches the next process on that thread. Of a turn that was fenced nothing is
 * believed any more: its thread finds the gate shut, and leaves.
 */
abstract class Gate {
    private static final int INTERRUPTING = -1;
    private static final int INTERRUPTED = -2;
    private static final int FENCED = -3;
    private static final int CLEARED = -4;

    /** No VarHandle: until the last compiler is through with it each use is several calls, and a restart passes here often. */
    private static final AtomicIntegerFieldUpdater<Gate> GATE =
            AtomicIntegerFieldUpdater.newUpdater(Gate.class, "gate");

    private volatile int gate;
    /** The thread of the callback begun last; once that was interrupted, the {@link Interrupt}. */
    private @Nullable Object runner;

    private record Interrupt(Thread target, ExitReason why) {}

    /** The turn was taken from this thread: nothing may be touched on the way out, so no {@code catch (Exception)} may hold it up. */
    static final class TurnLost extends Error {
        private static final long serialVersionUID = 1L;
        static final TurnLost INSTANCE = new TurnLost();

        private TurnLost() {
            super("the turn was taken from this thread", null, false, false);
        }
    }

    /** Begins a callback on this thread. @return its number */
    final int enter() {
        int number = (gate + 1) & Integer.MAX_VALUE;
        Thread here = Thread.currentThread();
        if (runner != here) runner = here; // a write to an old object is dearer than a read
        GATE.lazySet(this, number);
        return number;
    }

    /**
     * Ends that callback.
     *
     * @return why it was interrupted; null when it was not
     * @throws TurnLost when it was fenced
     */
    final @Nullable ExitReason leave(int number) {
        if (!GATE.compareAndSet(this, number, (number + 1) & Integer.MAX_VALUE)) return leaveLate();
        if (Thread.interrupted()) Lent.interrupted(); // one the worker gave itself ends with its callback
        return null;
    }

    private ExitReason leaveLate() {
        while (gate == INTERRUPTING) Thread.onSpinWait();
        Thread.interrupted(); // the interrupt has arrived and was for this callback only
        if (!GATE.compareAndSet(this, INTERRUPTED, CLEARED) || !(runner instanceof Interrupt cut))
            throw TurnLost.INSTANCE;
        return cut.why();
    }

    /** The number of the callback that runs now; 0 when none does or it was interrupted already. */
    final int inCallback() {
        int now = gate;
        return now > 0 && (now & 1) == 1 ? now : 0;
    }

    /** How many were begun. */
    final long callbacks() {
        return (Math.max(0, gate) + 1L) / 2;
    }

    /** The callback that runs now, for who looks from outside; null when none does. */
    final @Nullable Callback running() {
        int number = inCallback();
        return number != 0 && runner instanceof Thread on ? new Callback(number, on) : null;
    }

    /** Interrupts that callback; whatever it returns then, this reason ends the incarnation. @return whether it still ran */
    final boolean interrupt(int number, ExitReason why) {
        if (number == 0 || !(runner instanceof Thread target)) return false;
        if (!GATE.compareAndSet(this, number, INTERRUPTING)) return false;
        runner = new Interrupt(target, why);
        target.interrupt();
        gate = INTERRUPTED;
        return true;
    }

    /** Shuts the gate behind a callback that did not even heed an interrupt. @return its reason; null when it had left */
    final @Nullable ExitReason fence() {
        return GATE.compareAndSet(this, INTERRUPTED, FENCED) && runner instanceof Interrupt cut ? cut.why() : null;
    }

    /** Whether this thread is in a callback that nobody ended. */
    final boolean here() {
        return inCallback() != 0 && runner == Thread.currentThread();
    }

    /** Names the lost thread after the child, for those who read thread dumps. @return its stack, bounded */
    final List<String> brandRunner(String id) {
        if (!(runner instanceof Interrupt cut)) return List.of();
        cut.target().setName("armstrong-hung-" + id);
        return Exits.frames(cut.target().getStackTrace());
    }
}
