package io.armstrong.api;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The whole tree as one service: ask it and tell it.
 *
 * <p>Reports come at once from a published snapshot. Orders go through the mailbox of the supervisor concerned and
 * complete when it has done them, as OTP's calls do (OTP S70 to S79). Every stage that fails does so with a
 * {@link SupervisionException}. Never wait for a stage inside a worker's handler: that thread may be the one it needs.
 */
@ProviderType
public interface Supervision {
    /** Children that one order starts at most. */
    int MOST_STARTS = 1_000_000;

    /** The tree now. */
    TreeReport tree();

    /**
     * One child now.
     *
     * @throws SupervisionException NOT_FOUND, with the nearest known name as remedy
     */
    ChildReport status(String id);

    /** The spec of a child, defaults filled in (OTP S75). @throws SupervisionException NOT_FOUND */
    ChildSpec spec(String id);

    /** Last exit, decision, rule, count and next step (feature R7). @throws SupervisionException NOT_FOUND */
    WhyReport why(String id);

    /** Completes when every child is up, held by an upgrade or in a terminal status, with the tree; fails with TIMEOUT after the limit. */
    CompletionStage<TreeReport> settled(Duration limit);

    /**
     * Starts a child that lives until its supervisor ends (OTP S71: start_child). Not stored.
     *
     * @param supervisor id of a running supervisor
     */
    CompletionStage<ChildReport> startChild(String supervisor, ChildSpec spec);

    /**
     * Starts a dynamic child of a simple_one_for_one supervisor (OTP S78). One whose worker is declared {@link
     * io.armstrong.api.worker.Supervised#inline inline} mostly is up when this returns, and what is hung on the stage runs at once then.
     *
     * @param supervisor id of the supervisor; unknown: NOT_FOUND
     * @param name id of the new child; empty: one is made
     * @param argument plain data handed to {@code init} as {@code ctx.argument()}
     */
    CompletionStage<ChildReport> startDynamic(String supervisor, String name, Object argument);

    /**
     * Starts many dynamic children of a simple_one_for_one supervisor by one order, one after another, each with an id that is made:
     * what a loop of {@code start_child} in the supervisor itself would do (OTP S78; it has no such call). One that fails does not keep
     * the next from being started, and what others order meanwhile is done between two of them.
     *
     * @param supervisor id of the supervisor; unknown: NOT_FOUND
     * @param arguments plain data for the {@code init} of one each; at most {@link #MOST_STARTS}
     * @return completes when the last came up or failed
     */
    CompletionStage<StartsReport> startDynamic(String supervisor, List<?> arguments);

    /** Adds a child for good: it is stored and returns with its supervisor and at boot (design D15). */
    CompletionStage<ChildReport> add(ChildSpec spec);

    /**
     * Stops a child and forgets it, spec and stored record: the end of {@link #add}. One that somebody starts meanwhile is stopped again,
     * three times at most; then it is refused.
     */
    CompletionStage<Void> remove(String id);

    /** Starts a child that is down (OTP S73). */
    CompletionStage<ChildReport> start(String id);

    /** Stops a child and keeps its spec (OTP S72). Wanted becomes stopped. */
    CompletionStage<Void> stop(String id);

    /** Stops and starts one child by hand; siblings stay; not counted. */
    CompletionStage<ChildReport> restart(String id);

    /** Stops a child and keeps it down until {@link #restore} (design D5); refused under one_for_all. */
    CompletionStage<Void> isolate(String id);

    /** Brings an isolated child back. */
    CompletionStage<ChildReport> restore(String id);

    /**
     * Moves a child to the supervisor of another tier while it runs (feature E4): nothing is stopped, it obeys its new tier from its
     * next exit on. Stored. Fails with REFUSED when it stands under a supervisor of its own naming, is dynamic, or is on its way
     * from one status to another.
     */
    CompletionStage<ChildReport> changeTier(String id, Tier tier);

    /** Sends a message and completes with the reply; fails with the exit reason when the child ends first. */
    CompletionStage<Object> call(String id, Object message, Duration deadline);

    /** Sends the list of words, or the message that the worker's own {@code parse} makes of them, as {@code sup:call}. */
    CompletionStage<Object> callWords(String id, List<String> words, Duration deadline);

    /** Sends a message and waits for nothing. @throws SupervisionException NOT_FOUND, REFUSED when the mailbox is full */
    void cast(String id, Object message);

    /** As {@link #cast}, of words. */
    void castWords(String id, List<String> words);

    /** Makes a running child crash with that reason; returns when its supervisor has seen it, at the latest after a second. */
    void crash(String id, String reason);

    /** The state of a worker as data, taken between two messages. */
    CompletionStage<StateReport> state(String id, Duration deadline);
}
