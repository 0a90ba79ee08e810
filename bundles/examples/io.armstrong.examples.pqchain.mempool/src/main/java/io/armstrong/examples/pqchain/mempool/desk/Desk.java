package io.armstrong.examples.pqchain.mempool.desk;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Answer;
import io.armstrong.examples.pqchain.api.Deferred;
import io.armstrong.examples.pqchain.api.IdentityCall.Verified;
import io.armstrong.examples.pqchain.api.IdentityCall.VerifySignature;
import io.armstrong.examples.pqchain.api.MempoolCall.Digest;
import io.armstrong.examples.pqchain.api.MempoolCall.GetStats;
import io.armstrong.examples.pqchain.api.MempoolCall.HashOf;
import io.armstrong.examples.pqchain.api.MempoolCall.Next;
import io.armstrong.examples.pqchain.api.MempoolCall.Size;
import io.armstrong.examples.pqchain.api.MempoolCall.Stats;
import io.armstrong.examples.pqchain.api.MempoolCall.SubmitTx;
import io.armstrong.examples.pqchain.api.MetricsCall.Count;
import io.armstrong.examples.pqchain.api.MetricsCall.Kind;
import io.armstrong.examples.pqchain.api.Receipt;
import io.armstrong.examples.pqchain.api.Receipt.Verdict;
import io.armstrong.examples.pqchain.api.Tx;
import io.armstrong.examples.pqchain.api.TxDigest;
import io.armstrong.examples.pqchain.mempool.desk.Pool.Admission;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The mempool whatever its pool looks like.
 *
 * <p>A transaction is acknowledged when it is on disk, and only then. Nothing waits in the state for identity's answer: who
 * submitted, and what, travels in the tag of the question, so a crash or upgrade in between leaves nothing half done.
 */
public abstract class Desk<P extends Pool<P>> implements Worker<P> {
    private static final Duration CHECK_DEADLINE = Duration.ofSeconds(4);
    private final int schema;

    /** @param schema the number of the state's shape */
    protected Desk(int schema) {
        this.schema = schema;
    }

    /** A pool with nothing in it. */
    protected abstract P empty();

    @Override
    public P init(WorkerContext ctx) {
        return ctx.lastCheckpoint().map(this::restore).orElseGet(this::empty);
    }

    @Override
    public abstract P restore(Map<String, Object> data);

    @Override
    public Map<String, Object> snapshot(P pool) {
        return pool.data();
    }

    @Override
    public Object parse(List<String> words) {
        return Words.message(words);
    }

    @Override
    public Step<P> handle(WorkerContext ctx, P pool, Object message) {
        if (message instanceof SubmitTx submit) return submit(ctx, pool, submit);
        if (message instanceof Answer answer) return checked(ctx, pool, answer);
        if (message instanceof Next next) return next(pool, next);
        if (message instanceof Digest digest) return Step.reply(pool, TxDigest.of(pool.hashes(digest.sender())));
        if (message instanceof Size) return Step.reply(pool, pool.size());
        if (message instanceof GetStats) return Step.reply(pool, stats(pool));
        if (message instanceof HashOf wanted)
            return Step.reply(pool, wanted.tx().hash());
        throw new IllegalArgumentException("mempool does not understand " + message);
    }

    private Step<P> submit(WorkerContext ctx, P pool, SubmitTx submit) {
        Tx tx = submit.tx();
        String hash = tx.hash();
        Deferred waiting = new Deferred(ctx.caller(), tx);
        if (pool.holds(tx, hash)) return decided(ctx, pool.admit(tx, hash), waiting);
        Optional<Ref> identity = ctx.whereis("identity");
        if (identity.isPresent())
            ctx.ask(
                    identity.get(),
                    new VerifySignature(tx.sender(), hash, submit.signature()),
                    CHECK_DEADLINE,
                    waiting);
        else waiting.refuse(ctx, "there is no identity to check the signature");
        return Step.next(pool);
    }

    private Step<P> checked(WorkerContext ctx, P pool, Answer answer) {
        Deferred waiting = (Deferred) answer.tag();
        Tx tx = (Tx) waiting.about();
        if (!(answer.value() instanceof Verified verified)) {
            waiting.refuse(ctx, "the signature could not be checked, submit again: " + answer.failure());
            return Step.next(pool);
        }
        if (verified.valid()) return decided(ctx, pool.admit(tx, tx.hash()), waiting);
        Receipt bad = new Receipt(tx.hash(), Verdict.BAD_SIGNATURE, verified.detail());
        return decided(ctx, new Admission<>(pool.with(pool.tally().oneRefused(bad.verdict())), bad), waiting);
    }

    /** A duplicate's receipt is an acknowledgement too: it also waits until the state it stands on is on disk. */
    private Step<P> decided(WorkerContext ctx, Admission<P> admission, Deferred waiting) {
        Receipt receipt = admission.receipt();
        waiting.reply(ctx, receipt);
        String counter = "mempool." + receipt.verdict().name().toLowerCase(Locale.ROOT);
        ctx.whereis("metrics").ifPresent(metrics -> ctx.cast(metrics, new Count(counter, Kind.STATUS, 1)));
        Step<P> step = Step.next(admission.pool());
        return receipt.held() ? step.checkpoint() : step;
    }

    private Step<P> next(P pool, Next next) {
        List<Tx> best = pool.best(next.most());
        if (!next.take()) return Step.reply(pool, best);
        P rest = pool.without(best);
        return Step.reply(rest.with(rest.tally().someTaken(best.size())), (Object) best)
                .checkpoint();
    }

    private Stats stats(P pool) {
        Tally tally = pool.tally();
        return new Stats(
                pool.size(),
                pool.capacity(),
                tally.accepted(),
                tally.refused(),
                tally.evicted(),
                tally.taken(),
                schema);
    }
}
