package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.ExitReason.Crashed;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Answer;
import io.armstrong.api.worker.WorkerContext.Caller;
import io.armstrong.api.worker.WorkerContext.Down;
import io.armstrong.process.Script.Act;
import io.armstrong.process.Script.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkerProcessTest extends WorkerTestBase {
    private final List<Caller> callers = new ArrayList<>();
    private final Act keepCaller = (ctx, state) -> {
        callers.add(ctx.caller());
        return Step.next(state);
    };

    @Nested
    class Starting {
        @Test
        void handlesWhatWaitedOnceInitIsDone() {
            CompletionStage<Object> early = child.call(3, FIVE);
            assertThat(now(early)).isEqualTo("pending");
            start(child, 1);
            assertThat(now(early)).isEqualTo(3L);
            assertThat(heard.take()).containsExactly("started 1");
            assertThat(child.up()).isTrue();
            assertThat(child.incarnation()).isEqualTo(1);
        }

        @Test
        void tellsAThrowOfInitWithItsFramesAndKeepsTheQueue() {
            script.opening = ctx -> {
                throw new IllegalArgumentException("no\nport");
            };
            CompletionStage<Object> early = child.call(3, FIVE);
            start(child, 1);
            assertThat(heard.take()).containsExactly("start of 1 failed: java.lang.IllegalArgumentException: no port");
            Crashed reason = (Crashed) heard.last().reason();
            assertThat(reason.kind()).isEqualTo(CrashCause.START);
            assertThat(reason.trace()).isNotEmpty().hasSizeLessThanOrEqualTo(32);
            script.opening = ctx -> new State(10);
            start(child, 2);
            assertThat(now(early)).isEqualTo(13L);
        }

        @Test
        void failsWithItsOwnReasonWhenInitExits() {
            script.opening = ctx -> {
                throw new ExitNow(ExitReason.NORMAL);
            };
            start(child, 1);
            assertThat(heard.take()).containsExactly("start of 1 failed: normal");
        }

        @Test
        void overrunsItsStartDeadline() {
            script.opening = ctx -> {
                time.stall(Duration.ofMinutes(1));
                return new State(0);
            };
            start(child, 1);
            time.advance(Duration.ofSeconds(9));
            assertThat(heard.lines).isEmpty();
            time.advance(SECOND);
            assertThat(heard.take()).containsExactly("start of 1 failed: init overran 10000 ms");
            assertThat(((Crashed) heard.last().reason()).kind()).isEqualTo(CrashCause.DEADLINE);
        }

        @Test
        void failsWithoutCode() {
            child.install(null);
            start(child, 1);
            assertThat(heard.take()).containsExactly("start of 1 failed: child has no worker to start");
        }
    }

    @Nested
    class Crashing {
        @Test
        void losesOnlyTheMessageThatCrashedIt() {
            start(child, 1);
            CompletionStage<Object> before = child.call(1, FIVE);
            CompletionStage<Object> crash = child.call(Script.crash("boom"), FIVE);
            CompletionStage<Object> after = child.call(5, FIVE);
            time.runUntilIdle();
            assertThat(outcome(before)).isEqualTo(1L);
            assertThat(outcome(crash)).isEqualTo("failed: java.lang.IllegalStateException: boom");
            assertThat(outcome(after)).isEqualTo("pending");
            assertThat(heard.take()).containsExactly("started 1", "1 exited: java.lang.IllegalStateException: boom");
            start(child, 2);
            assertThat(outcome(after)).isEqualTo(5L);
        }

        @Test
        void survivesStackOverflowAndOutOfMemory() {
            start(child, 1);
            Act deep = new Act() {
                @Override
                @SuppressWarnings("InfiniteRecursion") // on purpose
                public Step<State> on(WorkerContext ctx, State state) throws Exception {
                    return on(ctx, state);
                }
            };
            Act huge = (ctx, state) -> {
                throw new OutOfMemoryError("Java heap space");
            };
            assertThat(call(child, deep)).isEqualTo("failed: java.lang.StackOverflowError");
            start(child, 2);
            assertThat(call(child, huge)).isEqualTo("failed: java.lang.OutOfMemoryError: Java heap space");
            start(child, 3);
            assertThat(call(child, 1)).isEqualTo(1L);
        }

        @Test
        void tellsTheWorkerAndLetsAThrowThereReplaceTheReason() {
            script.closing = (ctx, state, reason) -> {
                throw new ExitNow(new ExitReason.ShutdownWith(reason.text()));
            };
            start(child, 1);
            CompletionStage<Object> crash = child.call((Act) (ctx, s) -> Step.stop(s, Crashed.explicit("a")), FIVE);
            assertThat(now(crash)).isEqualTo("failed: {shutdown,a}");
            assertThat(heard.take()).containsExactly("started 1", "1 exited: {shutdown,a}");
        }

        @Test
        void answersAfterTerminateWhenItStopsWithAReply() {
            List<String> order = new ArrayList<>();
            script.closing = (ctx, state, reason) -> order.add("terminate");
            start(child, 1);
            CompletionStage<Object> call =
                    child.call((Act) (ctx, s) -> Step.reply(s, "bye").thenStop(ExitReason.NORMAL), FIVE);
            call.thenAccept(reply -> order.add(reply.toString()));
            time.runUntilIdle();
            assertThat(order).containsExactly("terminate", "bye");
            assertThat(heard.take()).containsExactly("started 1", "1 exited: normal");
        }

        @Test
        void endsTimersAndOwnMessagesWithTheIncarnation() {
            start(child, 1);
            child.cast((Act) (ctx, s) -> {
                ctx.after(SECOND, "late");
                return Step.next(s);
            });
            child.cast((Act) (ctx, s) -> {
                ctx.cast(ctx.self(), "own");
                throw new IllegalStateException("boom");
            });
            child.cast("other's");
            time.runUntilIdle();
            start(child, 2);
            time.advance(FIVE);
            assertThat(call(child, "get")).isEqualTo(List.of("other's"));
        }

        @Test
        void crashesWhenAskedToWithThatReason() {
            start(child, 1);
            child.crash(Crashed.explicit("by hand"));
            time.runUntilIdle();
            assertThat(heard.take()).containsExactly("started 1", "1 exited: by hand");
            assertThat(heard.last().hung()).isFalse();
        }

        @Test
        void refusesACheckpointOfAChildThatIsNotDurable() {
            start(child, 1);
            Object outcome = call(child, (Act) (ctx, s) -> Step.reply(s, 1).checkpoint());
            assertThat(outcome).isEqualTo("failed: child returned a checkpoint but is not declared durable");
        }
    }

    @Nested
    class Calling {
        @Test
        void failsAtTheDeadlineStillExecutesTheRequestAndDropsTheLateReply() {
            CompletionStage<Object> call = child.call(1, SECOND);
            time.advance(SECOND);
            assertThat(outcome(call)).isEqualTo("failed: timeout");
            start(child, 1);
            assertThat(call(child, 1)).isEqualTo(2L);
            assertThat(outcome(call)).isEqualTo("failed: timeout");
        }

        @Test
        void canBeAnsweredLaterAndOnlyOnce() {
            start(child, 1);
            CompletionStage<Object> call = child.call(keepCaller, FIVE);
            assertThat(now(call)).isEqualTo("pending");
            child.cast((Act) (ctx, s) -> {
                ctx.reply(callers.get(0), "later");
                ctx.reply(callers.get(0), "again");
                return Step.next(s);
            });
            assertThat(now(call)).isEqualTo("later");
        }

        @Test
        void forgetsOpenCallsWhoseCallersGaveUp() {
            start(child, 1);
            for (int i = 0; i < 1000; i++) {
                child.call((Act) (ctx, s) -> Step.next(s), SECOND);
                time.advance(SECOND);
            }
            assertThat(child.inside().belongings().open).hasSizeLessThanOrEqualTo(64);
        }

        @Test
        void canBeRefused() {
            start(child, 1);
            Act refuse = (ctx, s) -> {
                ctx.refuse(ctx.caller(), "no money");
                return Step.next(s);
            };
            assertThat(call(child, refuse)).isEqualTo("failed: no money");
        }

        @Test
        void failsOpenCallsWithTheExitReason() {
            start(child, 1);
            CompletionStage<Object> open = child.call(keepCaller, FIVE);
            time.runUntilIdle();
            child.crash(Crashed.explicit("gone"));
            assertThat(now(open)).isEqualTo("failed: gone");
        }

        @Test
        void isRefusedWhenTheMailboxIsFull() {
            child.configure(new WorkerSettings(
                    time.system(),
                    2,
                    FIVE,
                    FIVE,
                    SECOND,
                    false,
                    null,
                    java.util.Map.of(),
                    3,
                    null,
                    CallRules.DEFAULT,
                    false));
            assertThat(child.cast("a")).isTrue();
            assertThat(child.cast("b")).isTrue();
            assertThat(child.cast("c")).isFalse();
            assertThat(call(child, "d")).isEqualTo("failed: full");
            assertThat(child.waiting()).isEqualTo(2);
        }

        @Test
        void readsWordsOnItsOwnTurnAndTellsThePersonWhatItCannotRead() {
            start(child, 1);
            assertThat(now(child.callWords(List.of("add", "4"), FIVE))).isEqualTo(4L);
            assertThat(now(child.callWords(List.of("add", "x"), FIVE)))
                    .isEqualTo("failed: java.lang.NumberFormatException: For input string: \"x\"");
            assertThat(child.castWords(List.of("hello", "you"))).isTrue();
            assertThat(call(child, "get")).isEqualTo(List.of("[hello, you]"));
            assertThat(heard.take()).containsExactly("started 1");
        }

        @Test
        void answersAnotherWorkerWithATagAndTellsItWhyThereIsNoAnswer() {
            WorkerProcess asker = worker("asker", new Script());
            start(child, 1);
            start(asker, 1);
            asker.cast((Act) (ctx, s) -> {
                ctx.ask(child, 7, SECOND, "sum");
                ctx.ask(child, Script.crash("boom"), SECOND, "crash");
                ctx.ask(child, 7, SECOND, "never");
                return Step.next(s);
            });
            time.advance(SECOND);
            assertThat(call(asker, "get"))
                    .isEqualTo(List.of(
                            new Answer("sum", 7L, null).toString(),
                            new Answer("crash", null, "java.lang.IllegalStateException: boom").toString(),
                            new Answer("never", null, "timeout").toString()));
        }
    }

    @Nested
    class Stopping {
        @Test
        void tellsTheWorkerAndKeepsTheQueue() {
            AtomicReference<String> told = new AtomicReference<>();
            script.closing = (ctx, state, reason) -> told.set(reason.text() + " at " + state.count());
            start(child, 1);
            call(child, 2);
            child.stop(1, io.armstrong.api.Shutdown.WORKER_DEFAULT);
            CompletionStage<Object> waits = child.call(1, FIVE);
            time.runUntilIdle();
            assertThat(told).hasValue("shutdown at 2");
            assertThat(heard.take()).containsExactly("started 1", "1 exited: shutdown");
            assertThat(outcome(waits)).isEqualTo("pending");
            start(child, 2);
            assertThat(now(waits)).isEqualTo(1L);
        }

        @Test
        void killsAWorkerThatDoesNotStopInTime() {
            script.closing = (ctx, state, reason) -> time.stall(Duration.ofHours(1));
            start(child, 1);
            child.stop(1, new io.armstrong.api.Shutdown.Within(Duration.ofMillis(300)));
            time.advance(Duration.ofMillis(299));
            assertThat(heard.take()).containsExactly("started 1");
            time.advance(Duration.ofMillis(1));
            assertThat(heard.take()).containsExactly("1 exited: killed");
        }

        @Test
        void waitsForEverWhenTheLimitIsInfinity() {
            script.closing = (ctx, state, reason) -> time.stall(Duration.ofHours(1));
            start(child, 1);
            child.stop(1, new io.armstrong.api.Shutdown.Infinity());
            time.advance(Duration.ofMinutes(59));
            assertThat(heard.take()).containsExactly("started 1");
            time.advance(Duration.ofMinutes(1));
            assertThat(heard.take()).containsExactly("1 exited: shutdown");
        }

        @Test
        void killsAtOnceWithoutTellingWhenBrutal() {
            AtomicReference<String> told = new AtomicReference<>("no");
            script.closing = (ctx, state, reason) -> told.set("yes");
            start(child, 1);
            child.stop(1, new io.armstrong.api.Shutdown.BrutalKill());
            time.runUntilIdle();
            assertThat(heard.take()).containsExactly("started 1", "1 exited: killed");
            assertThat(told).hasValue("no");
        }

        @Test
        void ignoresAnOrderForAnotherIncarnation() {
            start(child, 1);
            child.stop(2, io.armstrong.api.Shutdown.WORKER_DEFAULT);
            child.kill(2);
            time.advance(Duration.ofMinutes(1));
            assertThat(heard.take()).containsExactly("started 1");
        }

        @Test
        void answersTheQueueAtOnceWhenClosedUntilTheNextStart() {
            CompletionStage<Object> queued = child.call(1, FIVE);
            child.close(ExitReason.SHUTDOWN);
            assertThat(now(queued)).isEqualTo("failed: shutdown");
            assertThat(call(child, 1)).isEqualTo("failed: shutdown");
            assertThat(child.cast("x")).isFalse();
            start(child, 1);
            assertThat(call(child, 1)).isEqualTo(1L);
        }

        @Test
        void isNoprocAndFreesItsNamesWhenRetired() {
            time.system().names().register("child", child);
            start(child, 1);
            child.cast((Act) (ctx, s) -> Step.next(s.log(ctx.register("also"))));
            time.runUntilIdle();
            assertThat(time.system().names().whereis("also")).containsSame(child);
            child.stop(1, io.armstrong.api.Shutdown.WORKER_DEFAULT);
            CompletionStage<Object> queued = child.call(1, FIVE);
            child.retire(ExitReason.SHUTDOWN);
            assertThat(now(queued)).isEqualTo("failed: shutdown");
            assertThat(call(child, 1)).isEqualTo("failed: noproc");
            assertThat(time.system().names().whereis("also")).isEmpty();
            assertThat(time.system().names().whereis("child")).isEmpty();
        }
    }

    @Nested
    class Monitoring {
        private final WorkerProcess watcher = worker("watcher", new Script());

        private void watch() {
            watcher.cast((Act) (ctx, s) -> {
                ctx.monitor(child, "tag");
                return Step.next(s);
            });
            time.runUntilIdle();
        }

        @Test
        void sendsExactlyOneDownForOneIncarnation() {
            start(child, 1);
            start(watcher, 1);
            watch();
            child.crash(Crashed.explicit("a"));
            time.runUntilIdle();
            start(child, 2);
            child.crash(Crashed.explicit("b"));
            time.runUntilIdle();
            assertThat(call(watcher, "get")).isEqualTo(List.of(new Down("tag", "child", 1, "a").toString()));
        }

        @Test
        void saysNoprocWhenNothingIsInside() {
            start(watcher, 1);
            watch();
            assertThat(call(watcher, "get")).isEqualTo(List.of(new Down("tag", "child", 0, "noproc").toString()));
        }
    }

    @Nested
    class Overrunning {
        private final AtomicReference<String> outcome = new AtomicReference<>("none");

        @Test
        void interruptsAHandlerAtItsDeadlineAndCrashes() {
            start(child, 1);
            CompletionStage<Object> call = child.call(stall(Duration.ofHours(1), outcome), Duration.ofHours(2));
            CompletionStage<Object> next = child.call(1, Duration.ofHours(2));
            time.advance(Duration.ofSeconds(29));
            assertThat(outcome(call)).isEqualTo("pending");
            time.advance(SECOND);
            assertThat(outcome).hasValue("interrupted at PT30S");
            assertThat(outcome(call)).isEqualTo("failed: a handler overran 30000 ms");
            assertThat(heard.take()).containsExactly("started 1", "1 exited: a handler overran 30000 ms");
            start(child, 2);
            assertThat(outcome(next)).isEqualTo(1L);
        }

        @Test
        void leavesALongHandlerInPeaceThatIsWithinItsDeadline() {
            start(child, 1);
            CompletionStage<Object> call = child.call(stall(Duration.ofSeconds(29), outcome), Duration.ofHours(2));
            time.advance(Duration.ofMinutes(5));
            assertThat(outcome(call)).isEqualTo("stalled");
            assertThat(heard.take()).containsExactly("started 1");
        }

        @Test
        void givesUpAThreadThatHeedsNoInterruptAndFencesIt() {
            List<String> leaks = new ArrayList<>();
            Act deaf = (ctx, s) -> {
                time.stallDeaf(Duration.ofHours(1));
                try {
                    ctx.cast(ctx.self(), "ghost");
                } catch (IllegalStateException e) {
                    leaks.add("refused");
                }
                return Step.reply(s.plus(1000), "late");
            };
            start(child, 1);
            CompletionStage<Object> call = child.call(deaf, Duration.ofHours(3));
            CompletionStage<Object> next = child.call(1, Duration.ofHours(3));
            time.advance(Duration.ofSeconds(31));
            assertThat(heard.take()).containsExactly("started 1", "1 exited: a handler overran 30000 ms");
            assertThat(heard.last().hung()).isTrue();
            assertThat(heard.last().stack()).isNotEmpty();
            assertThat(outcome(call)).isEqualTo("failed: a handler overran 30000 ms");
            start(child, 2);
            assertThat(outcome(next)).isEqualTo(1L);
            time.advance(Duration.ofHours(2));
            assertThat(leaks).containsExactly("refused");
            assertThat(call(child, "get")).isEqualTo(List.of());
            assertThat(call(child, 1)).isEqualTo(2L);
            assertThat(heard.take()).containsExactly("started 2");
        }

        @Test
        void failsTheCrashedCallEvenWhenTerminateIsLost() {
            script.closing = (ctx, state, reason) -> time.stallDeaf(Duration.ofHours(1));
            start(child, 1);
            CompletionStage<Object> crash = child.call(Script.crash("boom"), Duration.ofHours(3));
            time.advance(Duration.ofSeconds(31));
            assertThat(outcome(crash)).isEqualTo("failed: a handler overran 30000 ms");
            assertThat(heard.last().hung()).isTrue();
            start(child, 2);
            time.advance(Duration.ofHours(2));
            assertThat(call(child, 1)).isEqualTo(1L);
        }

        @Test
        void isKilledByItsSupervisorInTheMiddleOfAHandler() {
            start(child, 1);
            child.cast(stall(Duration.ofHours(1), outcome));
            time.runUntilIdle();
            child.kill(1);
            time.runUntilIdle();
            assertThat(heard.take()).containsExactly("started 1", "1 exited: killed");
            assertThat(outcome).hasValue("interrupted at PT0S");
        }
    }
}
