package io.armstrong.examples.pqchain.mempool.desk;

import io.armstrong.examples.pqchain.api.Tx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.ToLongFunction;

/**
 * Who comes first and who goes first.
 *
 * @param senders each one's waiting transactions, sorted by nonce
 * @param worth what a transaction pays
 */
public record Lineup(Collection<Line> senders, ToLongFunction<Tx> worth) {
    /** @param nextNonce the nonce that would be taken next; the line is cut at the first gap */
    public record Line(long nextNonce, List<Tx> waiting) {
        /** The part that can be taken now. */
        Queue<Tx> ready() {
            Queue<Tx> ready = new ArrayDeque<>();
            for (Tx tx : waiting) if (tx.nonce() == nextNonce + ready.size()) ready.add(tx);
            return ready;
        }
    }

    /** The best that can be taken now: the best paid first, but no one's later nonce before an earlier one. */
    public List<Tx> best(int most) {
        PriorityQueue<Queue<Tx>> heads = new PriorityQueue<>(Comparator.comparing(Queue::element, bestFirst()));
        senders.stream().map(Line::ready).filter(line -> !line.isEmpty()).forEach(heads::add);
        List<Tx> best = new ArrayList<>();
        for (Queue<Tx> line = heads.poll(); line != null && best.size() < most; line = heads.poll()) {
            best.add(line.remove());
            if (!line.isEmpty()) heads.add(line);
        }
        return best;
    }

    /**
     * Whom a newcomer pushes out of a full pool: the worst paid of all last ones in a line, if the newcomer is worth more.
     * A newcomer never pushes out one of its own sender's that it needs before it.
     */
    public Optional<Tx> victim(Tx newcomer) {
        return senders.stream()
                .filter(line -> !line.waiting().isEmpty())
                .map(line -> line.waiting().get(line.waiting().size() - 1))
                .filter(last -> !last.sender().equals(newcomer.sender()) || last.nonce() > newcomer.nonce())
                .max(bestFirst())
                .filter(worst -> worth.applyAsLong(worst) < worth.applyAsLong(newcomer));
    }

    /** Equally paid ones by sender and nonce: one order, whatever order they came in. */
    private Comparator<Tx> bestFirst() {
        return Comparator.comparingLong(worth)
                .reversed()
                .thenComparing(Tx::sender)
                .thenComparing(Tx::nonce);
    }
}
