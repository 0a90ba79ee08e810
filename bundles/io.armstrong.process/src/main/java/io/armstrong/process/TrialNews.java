package io.armstrong.process;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How calls on trial end, for the supervisor of the child. The breaker is half-open by time alone and the child up before its
 * supervisor listens, so calls may end before: they are told to it when it does.
 */
final class TrialNews {
    /** Null while its supervisor does not want to know. Guarded by this. */
    private @Nullable Consumer<Boolean> hearer;
    /** Whether its supervisor kept it down and has not listened since. Guarded by this. */
    private boolean expected;
    /** Ended well and not told yet. Guarded by this. */
    private int successes;
    /** Ended badly and not told yet. Guarded by this. */
    private boolean failed;

    /** It is kept down: what happened before is of no trial to come. */
    synchronized void expect() {
        forget();
        expected = true;
    }

    /** Nobody wants to know any more. */
    synchronized void forget() {
        hearer = null;
        expected = false;
        successes = 0;
        failed = false;
    }

    /** Tells what ended already, and from now on each. @return whether nothing had ended */
    boolean begin(Consumer<Boolean> supervisor) {
        int well;
        boolean badly;
        synchronized (this) {
            well = successes;
            badly = failed;
            forget();
            hearer = supervisor;
        }
        for (int i = 0; i < well; i++) supervisor.accept(true);
        if (badly) supervisor.accept(false);
        return well == 0 && !badly;
    }

    /** A call on trial was answered. */
    void succeeded() {
        Consumer<Boolean> told = heard();
        if (told != null) told.accept(true);
    }

    /** One failed. @param up whether the child was up for it: else it says nothing about the trial */
    void failed(boolean up) {
        Consumer<Boolean> told = heard(up);
        if (told != null) told.accept(false);
    }

    private synchronized @Nullable Consumer<Boolean> heard() {
        if (hearer == null && expected) successes++;
        return hearer;
    }

    private synchronized @Nullable Consumer<Boolean> heard(boolean up) {
        if (hearer == null) failed |= expected && up;
        return hearer;
    }
}
