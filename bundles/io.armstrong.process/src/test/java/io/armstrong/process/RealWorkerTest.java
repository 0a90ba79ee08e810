package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason.Crashed;
import io.armstrong.api.Shutdown;
import io.armstrong.api.worker.Step;
import io.armstrong.process.Script.Act;
import io.armstrong.process.Script.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers on real threads. */
class RealWorkerTest {
    private static final Duration FIVE = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(500);

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final ProcessSystem system = ProcessSystem.start((where, thrown) -> troubles.add(where + ": " + thrown));
    private final Script script = new Script();
    private final Heard heard = new Heard();
    private final AtomicBoolean letGo = new AtomicBoolean();

    @AfterEach
    void close() {
        letGo.set(true);
        system.close();
        assertThat(troubles).isEmpty();
    }

    private WorkerProcess worker(String id, boolean blocking) {
        WorkerSettings settings = new WorkerSettings(
                system, 10_000, SHORT, SHORT, SHORT, blocking, null, Map.of(), 3, null, CallRules.DEFAULT, false);
        WorkerProcess process = new WorkerProcess(id, settings, null);
        process.install(new WorkerCode(script, 1));
        process.start(1, heard);
        return process;
    }

    private static Object get(WorkerProcess from, Object message) throws Exception {
        return from.call(message, FIVE).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Loops without heeding an interrupt until the test lets go. */
    private final Act deaf = (ctx, state) -> {
        while (!letGo.get()) Thread.onSpinWait();
        return Step.reply(state.plus(1000), "ghost");
    };

    @Test
    void fencesHungWorkersWhileOthersDoNotNotice() throws Exception {
        WorkerProcess other = worker("other", false);
        List<WorkerProcess> hung = new ArrayList<>();
        for (int i = 0; i < 3; i++) hung.add(worker("hung" + i, i == 2));
        hung.forEach(process -> process.cast(deaf));
        await().until(() -> heard.exits.size() == 3);
        assertThat(heard.exits).allMatch(WorkerExit::hung).allSatisfy(exit -> assertThat(exit.stack())
                .isNotEmpty());
        assertThat(get(other, 1)).isEqualTo(1L);
        for (WorkerProcess process : hung) {
            process.start(2, heard);
            assertThat(get(process, 1)).isEqualTo(1L);
        }
        letGo.set(true);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("armstrong-hung-")));
        for (WorkerProcess process : hung) assertThat(get(process, 1)).isEqualTo(2L);
        assertThat(heard.exits).hasSize(3);
    }

    @Test
    void interruptsABlockedHandlerOnAThreadOfItsOwn() {
        WorkerProcess process = worker("blocked", true);
        CountDownLatch never = new CountDownLatch(1);
        process.cast((Act) (ctx, state) -> {
            never.await();
            return Step.next(state);
        });
        await().until(() -> heard.exits.size() == 1);
        assertThat(heard.last().reason().text()).isEqualTo("a handler overran 500 ms");
        assertThat(heard.last().hung()).isFalse();
    }

    @Test
    void crashesWithWhatEscapesFromAThreadOfItsOwnAndEndsTheOthers() {
        CountDownLatch interrupted = new CountDownLatch(1);
        List<String> names = new CopyOnWriteArrayList<>();
        script.opening = ctx -> {
            ctx.threads()
                    .newThread(() -> {
                        names.add(Thread.currentThread().getName());
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                    })
                    .start();
            ctx.threads()
                    .newThread(() -> {
                        throw new IllegalStateException("on my own");
                    })
                    .start();
            return new State(0);
        };
        worker("owner", false);
        await().until(() -> heard.exits.size() == 1);
        Crashed reason = (Crashed) heard.last().reason();
        assertThat(reason.kind()).isEqualTo(CrashCause.THREAD);
        assertThat(reason.text()).isEqualTo("java.lang.IllegalStateException: on my own");
        await().until(() -> interrupted.getCount() == 0);
        assertThat(names).containsExactly("owner-1");
    }

    @Test
    void closesResourcesBeforeItsExitIsTold() {
        List<String> order = new CopyOnWriteArrayList<>();
        script.opening = ctx -> {
            ctx.closeAtEnd(() -> order.add("closed " + heard.exits.size()));
            return new State(0);
        };
        WorkerProcess process = worker("holder", false);
        process.stop(1, Shutdown.WORKER_DEFAULT);
        await().until(() -> heard.exits.size() == 1);
        assertThat(order).containsExactly("closed 0");
    }

    @Test
    void handlesEachCastOfFourSendersOnceAndInOrderThroughCrashesAndRestarts() throws Exception {
        int senders = 4;
        int each = 50_000;
        int[] next = new int[senders];
        List<String> wrong = new CopyOnWriteArrayList<>();
        WorkerListener restarting = new WorkerListener() {
            @Override
            public void started(WorkerProcess process, long incarnation) {}

            @Override
            public void startFailed(WorkerProcess process, WorkerExit exit) {
                wrong.add(exit.toString());
            }

            @Override
            public void exited(WorkerProcess process, WorkerExit exit) {
                process.start(exit.incarnation() + 1, this);
            }
        };
        WorkerProcess process = new WorkerProcess("busy", WorkerSettings.of(system), null);
        process.install(new WorkerCode(script, 1));
        process.start(1, restarting);
        CompletableFuture<?>[] sending = new CompletableFuture<?>[senders];
        for (int s = 0; s < senders; s++) {
            int sender = s;
            sending[s] = CompletableFuture.runAsync(() -> {
                for (int i = 0; i < each; i++) {
                    int number = i;
                    Act act = (ctx, state) -> {
                        if (next[sender]++ != number) wrong.add(sender + ": " + number);
                        if (number % 1000 == 999) throw new IllegalStateException("now and then");
                        return Step.next(state);
                    };
                    while (!process.cast(act)) Thread.onSpinWait();
                }
            });
        }
        CompletableFuture.allOf(sending).get(60, TimeUnit.SECONDS);
        await().until(() -> process.waiting() == 0 && process.resting());
        assertThat(wrong).isEmpty();
        assertThat(next).containsOnly(each);
        assertThat(process.incarnation()).isEqualTo(1 + senders * each / 1000);
    }
}
