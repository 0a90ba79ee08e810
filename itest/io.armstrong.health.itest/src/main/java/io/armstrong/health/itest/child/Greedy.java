package io.armstrong.health.itest.child;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Allocates as many mebibytes as it is told, in its handler or on a thread of its own; opens as many sockets; or blocks until it is interrupted. */
public final class Greedy implements Worker<Greedy.State> {
    private static final int MIB = 1 << 20;

    /** @param handled messages so far */
    public record State(long handled) {}

    @Override
    public State init(WorkerContext ctx) {
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) throws Exception {
        List<?> words = (List<?>) message;
        switch (String.valueOf(words.get(0))) {
            case "allocate" -> allocate(number(words));
            case "thread" -> ctx.threads().newThread(() -> stay(number(words))).start();
            case "open" -> {
                for (int i = 0; i < number(words); i++) ctx.closeAtEnd(SocketChannel.open());
            }
            case "block" -> new CountDownLatch(1).await();
            default -> {
                // it only counts
            }
        }
        State next = new State(state.handled() + 1);
        return Step.reply(next, next.handled());
    }

    private static int number(List<?> words) {
        return Integer.parseInt(String.valueOf(words.get(1)));
    }

    private static long allocate(int mebibytes) {
        long sum = 0;
        for (int i = 0; i < mebibytes; i++) sum += new byte[MIB].length;
        return sum;
    }

    private static void stay(int mebibytes) {
        allocate(mebibytes);
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
