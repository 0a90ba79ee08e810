package io.armstrong.examples.pqchain.wallet;

import io.armstrong.api.Tier;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Answer;
import io.armstrong.examples.pqchain.api.Deferred;
import io.armstrong.examples.pqchain.api.IdentityCall.Create;
import io.armstrong.examples.pqchain.api.IdentityCall.Sign;
import io.armstrong.examples.pqchain.api.IdentityCall.Signed;
import io.armstrong.examples.pqchain.api.IdentityInfo;
import io.armstrong.examples.pqchain.api.MempoolCall.Digest;
import io.armstrong.examples.pqchain.api.MempoolCall.SubmitTx;
import io.armstrong.examples.pqchain.api.Receipt;
import io.armstrong.examples.pqchain.api.Tx;
import io.armstrong.examples.pqchain.api.TxDigest;
import io.armstrong.examples.pqchain.api.WalletCall.Check;
import io.armstrong.examples.pqchain.api.WalletCall.GetReport;
import io.armstrong.examples.pqchain.api.WalletCall.Stream;
import io.armstrong.examples.pqchain.api.WalletCall.Submit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Submits signed transactions and books what is acknowledged, so that anybody can check that nothing is lost or doubled.
 *
 * <p>What is in flight is on disk before it leaves. Whatever goes wrong on the way, the same transaction is submitted again:
 * the mempool knows it by its hash, and the wallet books it once.
 */
@Supervised(id = "wallet", tier = Tier.PERIPHERAL, durable = true)
@Component(service = Worker.class)
public final class Wallet implements Worker<Book> {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER = Duration.ofMillis(200);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final long TICKS_PER_SECOND = Duration.ofSeconds(1).dividedBy(TICK);

    /** Tags and timers; lists and texts, since they may outlive this bundle's classes. */
    private static final String CREATED = "created";

    private static final String SIGNED = "signed";
    private static final String SUBMITTED = "submitted";
    private static final String RETRY = "retry";
    private static final String TICKED = "ticked";
    private static final List<String> GO_ON = List.of("go-on");

    @Override
    public Book init(WorkerContext ctx) {
        Book book = ctx.lastCheckpoint().map(Book::of).orElse(Book.EMPTY);
        book.inFlight().values().forEach(tx -> sign(ctx, tx));
        if (book.toSubmit() > 0 && book.inFlight().isEmpty()) ctx.after(TICK, GO_ON);
        return book;
    }

    @Override
    public Step<Book> handle(WorkerContext ctx, Book book, Object message) {
        if (message instanceof Answer answer) return answered(ctx, book, answer);
        if (message instanceof List<?> own) return own(ctx, book, own);
        if (message instanceof Deferred waiting) return settled(ctx, book, waiting);
        if (message instanceof Submit submit) {
            ctx.after(TICK, new Deferred(ctx.caller(), submit));
            return more(ctx, book.ordered(submit.count()));
        }
        if (message instanceof Stream stream) return stream(ctx, book, stream);
        if (message instanceof GetReport)
            return Step.reply(book, (Object) book.report()).checkpoint();
        if (message instanceof Check check) return settled(ctx, book, new Deferred(ctx.caller(), check));
        throw new IllegalArgumentException("wallet does not understand " + message);
    }

    @Override
    public Object parse(List<String> words) {
        return switch (words.get(0) + " " + (words.size() - 1)) {
            case "submit 1" -> new Submit(Long.parseLong(words.get(1)));
            case "stream 1" -> new Stream(Long.parseLong(words.get(1)));
            case "report 0" -> new GetReport();
            case "check 0" -> new Check();
            default ->
                throw new IllegalArgumentException(
                        "wallet does not understand " + words + ": try submit N, stream N_PER_SECOND, report or check");
        };
    }

    @Override
    public Map<String, Object> snapshot(Book book) {
        return book.data();
    }

    @Override
    public Book restore(Map<String, Object> data) {
        return Book.of(data);
    }

    /** Begins what can be begun. The step is a checkpoint: nothing of it leaves before it is on disk. */
    private static Step<Book> more(WorkerContext ctx, Book book) {
        if (book.address().isEmpty() && book.toSubmit() > 0) {
            ask(ctx, "identity", new Create(ctx.id(), "ML-DSA-65", true), List.of(CREATED));
            return Step.next(book).checkpoint();
        }
        if (!book.wantsMore()) return Step.next(book);
        Book begun = book.begun();
        begun.inFlight().values().stream()
                .filter(tx -> tx.nonce() >= book.nextNonce())
                .forEach(tx -> sign(ctx, tx));
        return Step.next(begun).checkpoint();
    }

    private static Step<Book> stream(WorkerContext ctx, Book book, Stream stream) {
        Book next = book.streaming(Math.max(0, stream.perSecond()));
        if (stream.perSecond() > 0)
            ctx.after(TICK, List.of(TICKED, next.stream().number()));
        return Step.reply(next, next.report());
    }

    private static Step<Book> own(WorkerContext ctx, Book book, List<?> own) {
        if (own.equals(GO_ON)) return more(ctx, book);
        long number = (Long) own.get(1);
        if (RETRY.equals(own.get(0))) return again(ctx, book, number);
        if (book.stream().number() != number || book.stream().perSecond() == 0) return Step.next(book);
        ctx.after(TICK, own);
        long tick = ctx.uptime().dividedBy(TICK);
        return more(ctx, book.ordered(book.stream().share(tick, TICKS_PER_SECOND)));
    }

    private static Step<Book> again(WorkerContext ctx, Book book, long nonce) {
        Tx tx = book.inFlight().get(nonce);
        if (tx != null) sign(ctx, tx);
        return Step.next(book);
    }

    private static Step<Book> answered(WorkerContext ctx, Book book, Answer answer) {
        if (answer.tag() instanceof Deferred waiting) return checked(ctx, book, answer, waiting);
        List<?> tag = (List<?>) answer.tag();
        if (answer.value() instanceof IdentityInfo info) return more(ctx, book.at(info.address()));
        if (CREATED.equals(tag.get(0))) {
            ctx.after(RETRY_AFTER, GO_ON);
            return Step.next(book.retried());
        }
        long nonce = (Long) tag.get(1);
        Tx tx = book.inFlight().get(nonce);
        if (tx == null) return Step.next(book);
        if (answer.value() instanceof Receipt receipt) return more(ctx, book.answered(nonce, receipt));
        if (answer.value() instanceof Signed signed) {
            ask(ctx, "mempool", new SubmitTx(tx, signed.signature()), List.of(SUBMITTED, nonce));
            return Step.next(book);
        }
        ctx.after(RETRY_AFTER, List.of(RETRY, nonce));
        return Step.next(book.retried());
    }

    /** Answers who waits for the end of everything under way, or lets him wait on. */
    private static Step<Book> settled(WorkerContext ctx, Book book, Deferred waiting) {
        if (!book.isSettled()) ctx.after(TICK, waiting);
        else if (waiting.about() instanceof Check) ask(ctx, "mempool", new Digest(book.address()), waiting);
        else waiting.reply(ctx, book.report());
        return Step.next(book);
    }

    private static Step<Book> checked(WorkerContext ctx, Book book, Answer answer, Deferred waiting) {
        if (book.acknowledged().equals(answer.value())) waiting.reply(ctx, book.acknowledged());
        else if (answer.value() instanceof TxDigest held)
            waiting.refuse(ctx, "acknowledged are " + book.acknowledged() + ", the mempool holds " + held);
        else waiting.refuse(ctx, "the mempool does not answer: " + answer.failure());
        return Step.next(book);
    }

    private static void sign(WorkerContext ctx, Tx tx) {
        ask(ctx, "identity", new Sign(ctx.id(), tx.hash()), List.of(SIGNED, tx.nonce()));
    }

    /** As {@code ctx.ask}; when nobody has that name, the answer is that. */
    private static void ask(WorkerContext ctx, String name, Object message, Object tag) {
        Optional<Ref> to = ctx.whereis(name);
        if (to.isPresent()) ctx.ask(to.get(), message, DEADLINE, tag);
        else ctx.cast(ctx.self(), new Answer(tag, null, "noproc"));
    }
}
