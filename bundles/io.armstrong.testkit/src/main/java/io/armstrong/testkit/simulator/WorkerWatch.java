package io.armstrong.testkit.simulator;

import io.armstrong.api.worker.CallFailed;
import io.armstrong.process.WorkerProcess;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at code, state and messages of one worker: they belong together at every callback (invariant I17), no state is lost
 * while an incarnation lasts (I19), and each message is handled once, in order, or given back (I21).
 */
final class WorkerWatch {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final Chronicle chronicle;
    private final Set<Long> returned = new HashSet<>();
    private final Set<Long> open = new HashSet<>();
    private long sent;
    private long newest;
    private long incarnation;
    private long count;
    private long acknowledged;
    /** The version that last had it in its hands; 0: none had. */
    private int serving;

    WorkerWatch(String name, Chronicle chronicle) {
        this.name = name;
        this.chronicle = chronicle;
    }

    private void broken(String rule, String text) {
        chronicle.violation(rule, name + ": " + text);
    }

    // ---- what its code sees ----

    void began(VersionedWorker code, long number, VersionedWorker.State state) {
        met(code, state);
        incarnation = number;
        count = state.handled();
        serving = code.version();
    }

    void met(VersionedWorker code, VersionedWorker.State state) {
        if (state.version() != code.version())
            broken("I17", "code " + code.version() + " meets a state of " + state.version());
    }

    void handled(VersionedWorker code, long number, VersionedWorker.State state, Job job) {
        chronicle.line(name, "handles in version " + code.version(), "", job.number());
        met(code, state);
        serving = code.version();
        if (number != incarnation) broken("I15", "handles in incarnation " + number + " after " + incarnation);
        if (state.handled() != count)
            broken("I19", "stands on " + state.handled() + " jobs after " + count + ": a state is lost");
        count = state.handled() + 1;
        if (job.number() <= newest) broken("I21", "handles " + job.number() + " after " + newest);
        if (returned.contains(job.number())) broken("I21", "handles " + job.number() + ", which was given back");
        newest = Math.max(newest, job.number());
    }

    // ---- what its sender sees ----

    void send(WorkerProcess process) {
        long number = ++sent;
        open.add(number);
        process.call(new Job(number), PATIENCE).whenComplete((reply, failure) -> answered(number, reply, failure));
    }

    private void answered(long number, @Nullable Object reply, @Nullable Throwable failure) {
        open.remove(number);
        chronicle.line(name, failure == null ? "answers" : "gives back", "", number);
        if (failure == null) {
            if (newest < number) broken("I21", "answers " + number + " and has not handled it");
            acknowledged = ((Number) java.util.Objects.requireNonNull(reply)).longValue();
        } else if (!late(failure)) {
            returned.add(number);
        }
    }

    /** After its deadline a call may still be handled (OTP S96). */
    private static boolean late(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CallFailed failed && failed.reason().equals("timeout");
    }

    /** What the last answer stood on. */
    long acknowledged() {
        return acknowledged;
    }

    /** The version that last had it in its hands; 0: none had. */
    int serving() {
        return serving;
    }

    void atRest() {
        if (!open.isEmpty()) broken("I21", open.size() + " calls are neither answered nor given back");
    }
}
