package io.armstrong.examples.pqchain.mempool.desk;

import io.armstrong.examples.pqchain.api.Receipt;
import io.armstrong.examples.pqchain.api.Tx;
import java.util.List;
import java.util.Map;

/**
 * The waiting transactions of one version: an immutable value, and what differs between versions.
 *
 * @param <P> itself
 */
public interface Pool<P extends Pool<P>> {
    /** How many transactions wait at the most. */
    long DEFAULT_CAPACITY = 10_000;

    /** @param pool after the decision */
    record Admission<P>(P pool, Receipt receipt) {}

    /** Whether that transaction waits here. */
    boolean holds(Tx tx, String hash);

    /** Lets a well signed transaction in, or says why not. */
    Admission<P> admit(Tx tx, String hash);

    /** What a block would take now: each sender's in the order of their nonces without a gap, better paid senders first. */
    List<Tx> best(int most);

    /** Without these, which are in a block now. */
    P without(List<Tx> taken);

    /** The hashes of what waits. @param sender whose; empty: everybody's */
    List<String> hashes(String sender);

    long size();

    long capacity();

    /** What happened so far. */
    Tally tally();

    P with(Tally tally);

    /** The state as data. */
    Map<String, Object> data();
}
