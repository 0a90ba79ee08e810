package io.armstrong.testkit;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Worker;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.PlainData;
import io.armstrong.process.Snapshot;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.Child;
import io.armstrong.process.supervise.ChildView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One child of a {@link TestSupervisor}: talked to, made to fail as a test says, and looked at. */
public final class TestChild {
    /** How long a call waits, in virtual time. */
    public static final Duration CALL_DEADLINE = Duration.ofSeconds(5);

    private final TestSupervisor supervisor;
    private final String id;
    private final Worker<?> worker;
    private final Failures failures = new Failures();
    private @Nullable WorkerProcess process;

    TestChild(TestSupervisor supervisor, String id, Worker<?> worker) {
        this.supervisor = supervisor;
        this.id = id;
        this.worker = worker;
    }

    /** The hand of the supervisor on it. */
    Child hand(ChildSpec spec) {
        FailingChild made =
                new FailingChild(id, WorkerSettings.of(supervisor.system()).withSpec(spec), failures);
        made.install(new WorkerCode(worker, 1));
        supervisor.system().names().register(id, made);
        process = made;
        return made;
    }

    // ---- talking ----

    /**
     * Sends a message and returns the reply.
     *
     * @throws CallFailed with the exit reason when the child crashed on it, {@code timeout} after {@link #CALL_DEADLINE}
     * @throws io.armstrong.process.NotPlainData with the place, when the message could not leave a bundle
     */
    public @Nullable Object call(Object message) {
        PlainData.of(message);
        return reply(process().call(message, CALL_DEADLINE));
    }

    /** Sends what the worker's {@code parse} makes of these words, as {@code sup:call} does, and returns the reply. */
    public @Nullable Object say(String... words) {
        return reply(process().callWords(List.of(words), CALL_DEADLINE));
    }

    /** Sends a message and waits for nothing. */
    public void cast(Object message) {
        PlainData.of(message);
        process().cast(message);
        supervisor.settle();
    }

    private <T extends @Nullable Object> T reply(CompletionStage<T> call) {
        CompletableFuture<T> answer = call.toCompletableFuture();
        supervisor.settle();
        if (!answer.isDone()) supervisor.advance(CALL_DEADLINE);
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof CallFailed failed) throw failed;
            throw e;
        }
    }

    // ---- failing ----

    /** Makes it crash with that reason, as {@code sup:crash} does. */
    public void crash(String reason) {
        process().crash(ExitReason.Crashed.explicit(reason));
        supervisor.settle();
    }

    /** Its next starts fail before {@code init}. */
    public TestChild failNextStarts(int times) {
        failures.starts = times;
        return this;
    }

    /** Its next start hangs until its start deadline is over. */
    public TestChild hangInNextStart() {
        failures.hangsInStart = true;
        return this;
    }

    /** Told to stop the next time, it does not, until its shutdown time is over. */
    public TestChild hangInNextStop() {
        failures.hangsInStop = true;
        return this;
    }

    /** Stops it by order: it stays down until a group restart revives it, as in OTP. */
    public void stop() {
        supervisor.order(token -> new SupervisorEvent.Terminate(token, id, false));
    }

    // ---- looking ----

    /** What it is now. */
    public ChildStatus status() {
        ChildView view = supervisor.view(id);
        return view == null ? ChildStatus.DOWN : view.status();
    }

    /** Its state as data, by component name: what an upgrade would carry. */
    public Map<String, Object> state() {
        Snapshot snapshot = reply(process().state(CALL_DEADLINE));
        return snapshot.data();
    }

    /** It is up. */
    public void assertUp() {
        if (status() != ChildStatus.UP) throw supervisor.failed(told() + ", expected up");
    }

    /** It is up, and was restarted that often since it was added, alone or with its group. */
    public void assertRestarted(int times) {
        assertUp();
        ChildView view = supervisor.view(id);
        if (view == null || view.restarts() != times)
            throw supervisor.failed(told() + ", expected " + times + " restarts");
    }

    /** It is down for that reason, in OTP's words. */
    public void assertDown(String reason) {
        ChildView view = supervisor.view(id);
        boolean down = view == null || view.status() != ChildStatus.UP;
        if (!down || view != null && !view.reason().equals(reason))
            throw supervisor.failed(told() + ", expected down: " + reason);
    }

    private String told() {
        ChildView view = supervisor.view(id);
        if (view == null) return id + " is gone";
        String why = view.reason().isEmpty() ? "" : " (" + view.reason() + ")";
        return id + " is " + view.status().text() + why + " and was restarted " + view.restarts() + " times";
    }

    private WorkerProcess process() {
        if (process == null) throw new IllegalStateException(id + " was never started");
        return process;
    }
}
