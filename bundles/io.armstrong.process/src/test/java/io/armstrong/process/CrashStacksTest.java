package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CrashStacksTest {
    private final CrashStacks stacks = new CrashStacks();

    /** What somebody throws who says himself where he stood. */
    private static final class Storyteller extends RuntimeException {
        private static final long serialVersionUID = 1;
        private transient int asked;

        @Override
        public StackTraceElement[] getStackTrace() {
            asked++;
            return new StackTraceElement[] {new StackTraceElement("once.upon", "aTime", null, 1)};
        }
    }

    private static boolean gone(WeakReference<?> thrown) {
        System.gc();
        return thrown.get() == null;
    }

    @Test
    void isWhatWasThrownWouldSay() {
        RuntimeException thrown = new IllegalStateException("boom");

        assertThat(stacks.of(thrown).get()).isEqualTo(thrown.getStackTrace());
    }

    @Test
    void isTheSameEachTime() {
        Supplier<StackTraceElement[]> stack = stacks.of(new IllegalStateException("boom"));

        assertThat(stack.get()).isSameAs(stack.get());
    }

    @Test
    void keepsWhatWasThrownOnlyUntilAllAreTaken() {
        WeakReference<Throwable> thrown = new WeakReference<>(new IllegalStateException("boom"));
        Supplier<StackTraceElement[]> stack = stacks.of(thrown.get());
        assertThat(stacks.some()).isTrue();
        assertThat(gone(thrown)).isFalse();

        stacks.takeAll();

        await().until(() -> gone(thrown));
        assertThat(stacks.some()).isFalse();
        assertThat(stack.get()[0].getMethodName()).isEqualTo("keepsWhatWasThrownOnlyUntilAllAreTaken");
    }

    @Test
    void keepsWhatWasThrownOnlyUntilItIsRead() {
        WeakReference<Throwable> thrown = new WeakReference<>(new IllegalStateException("boom"));
        Supplier<StackTraceElement[]> stack = stacks.of(thrown.get());

        assertThat(stack.get()).isNotEmpty();

        await().until(() -> gone(thrown));
    }

    @Test
    void ofMoreThanItKeepsTheOldestSayThatTheyAreNot() {
        Supplier<StackTraceElement[]> oldest = stacks.of(new IllegalStateException("first"));
        Supplier<StackTraceElement[]> second = stacks.of(new IllegalStateException("second"));
        Supplier<StackTraceElement[]> read = stacks.of(new IllegalStateException("third"));
        assertThat(read.get()).isNotEmpty();
        for (int i = 0; i < CrashStacks.MOST - 2; i++) stacks.of(new IllegalStateException("more"));

        assertThat(oldest.get()[0]).asString().startsWith("more crashes than 8192.came within a second");
        assertThat(second.get()[0].getMethodName()).isEqualTo("ofMoreThanItKeepsTheOldestSayThatTheyAreNot");
        for (int i = 0; i < CrashStacks.MOST; i++) stacks.of(new IllegalStateException("more"));
        assertThat(read.get()[0].getMethodName()).isEqualTo("ofMoreThanItKeepsTheOldestSayThatTheyAreNot");
    }

    @Test
    void runsNobodysCodeLater() {
        Storyteller thrown = new Storyteller();
        Supplier<StackTraceElement[]> stack = stacks.of(thrown);

        assertThat(thrown.asked).isEqualTo(1);
        assertThat(stack.get()[0]).asString().startsWith("once.upon.aTime");
        assertThat(thrown.asked).isEqualTo(1);
    }

    @Test
    void costsOneThreadWhoseLockIsNeverLeft() throws InterruptedException {
        IllegalStateException thrown = new IllegalStateException("mine");
        Supplier<StackTraceElement[]> stack = stacks.of(thrown);
        Thread taker = new Thread(stacks::takeAll);
        synchronized (thrown) {
            taker.start();
            await().until(() -> taker.getState() == Thread.State.BLOCKED);
            Supplier<StackTraceElement[]> next = stacks.of(new IllegalStateException("next"));

            stacks.takeAll();

            assertThat(stacks.some()).isTrue();
            assertThat(next.get()).isNotEmpty();
        }
        taker.join();
        assertThat(stack.get()).isNotEmpty();
    }

    @Test
    void aRuntimeTakesThemEachSecond() {
        WeakReference<Throwable> thrown = new WeakReference<>(new IllegalStateException("boom"));
        try (ProcessSystem system = ProcessSystem.start((where, what) -> {})) {
            Supplier<StackTraceElement[]> stack = system.stacks().of(thrown.get());

            await().until(() -> gone(thrown));

            assertThat(stack.get()).isNotEmpty();
        }
    }
}
