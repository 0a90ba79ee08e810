package io.armstrong.examples.pqchain.identity;

import io.armstrong.api.Tier;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Answer;
import io.armstrong.examples.pqchain.api.Deferred;
import io.armstrong.examples.pqchain.api.IdentityCall;
import io.armstrong.examples.pqchain.api.IdentityCall.Create;
import io.armstrong.examples.pqchain.api.IdentityCall.Rotate;
import io.armstrong.examples.pqchain.api.IdentityCall.Sign;
import io.armstrong.examples.pqchain.api.IdentityCall.Signed;
import io.armstrong.examples.pqchain.api.IdentityCall.Verified;
import io.armstrong.examples.pqchain.api.IdentityCall.VerifySignature;
import io.armstrong.examples.pqchain.api.PolicyCall.Allowed;
import io.armstrong.examples.pqchain.api.PolicyCall.Check;
import io.armstrong.examples.pqchain.api.PolicyCall.Use;
import io.armstrong.examples.pqchain.api.Refused;
import io.armstrong.examples.pqchain.api.Sha3;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;

/**
 * Keeps the chain's keys, signs with them and verifies. Secret keys never leave it.
 *
 * <p>Whether an algorithm may be used is the crypto policy's word: creating and verifying wait for its answer.
 */
@Supervised(id = "identity", tier = Tier.ERROR_KERNEL, order = 10, durable = true)
@Component(service = Worker.class)
public final class Identity implements Worker<Keyring> {
    /** How long signatures by a replaced key are good; begins anew when identity starts. */
    static final Duration GRACE = Duration.ofMinutes(10);

    /** To itself, with the name and the version whose predecessor goes. A list: the timer outlives an upgrade, a class of this bundle does not. */
    private static final String GRACE_OVER = "grace-over";

    private static final Duration POLICY_DEADLINE = Duration.ofSeconds(2);
    private final MlDsa signer = new MlDsa();

    @Override
    public Keyring init(WorkerContext ctx) {
        Keyring keyring = ctx.lastCheckpoint().map(Keyring::of).orElse(Keyring.EMPTY);
        keyring.accounts().values().stream().filter(Account::inGrace).forEach(account -> beginGrace(ctx, account));
        return keyring;
    }

    @Override
    public Step<Keyring> handle(WorkerContext ctx, Keyring keyring, Object message) {
        if (message instanceof Create create) return create(ctx, keyring, create);
        if (message instanceof Sign sign) return Step.reply(keyring, with(keyring, sign.name(), a -> sign(a, sign)));
        if (message instanceof VerifySignature verify) return verify(ctx, keyring, verify);
        if (message instanceof Rotate rotate) return rotate(ctx, keyring, rotate);
        if (message instanceof IdentityCall.Show show)
            return Step.reply(keyring, with(keyring, show.name(), Account::info));
        if (message instanceof IdentityCall.Names)
            return Step.reply(keyring, List.copyOf(keyring.accounts().keySet()));
        if (message instanceof Answer answer) return policySaid(ctx, keyring, answer);
        if (message instanceof List<?> due && GRACE_OVER.equals(due.get(0))) return retire(keyring, due);
        throw new IllegalArgumentException("identity does not understand " + message);
    }

    @Override
    public Object parse(List<String> words) {
        return Words.message(words);
    }

    @Override
    public Map<String, Object> snapshot(Keyring keyring) {
        return keyring.data();
    }

    @Override
    public Keyring restore(Map<String, Object> data) {
        return Keyring.of(data);
    }

    private Step<Keyring> create(WorkerContext ctx, Keyring keyring, Create create) {
        Optional<Account> there = keyring.named(create.name());
        if (there.isPresent() && create.reuse())
            return Step.reply(keyring, there.get().info());
        if (there.isPresent()) return refuse(keyring, create.name() + " has keys already: rotate them");
        if (!MlDsa.ALGORITHMS.contains(create.algorithm()))
            return refuse(keyring, "no algorithm " + create.algorithm() + ": try one of " + MlDsa.ALGORITHMS);
        if (keyring.accounts().size() >= Keyring.MAX_NAMES)
            return refuse(keyring, "there are " + Keyring.MAX_NAMES + " names already, and no more are kept");
        return askPolicy(ctx, keyring, new Check(create.algorithm(), Use.SIGN, Sha3.ofText(create.name())), create);
    }

    private Object sign(Account account, Sign sign) {
        String signature = signer.sign(account.algorithm(), account.secretKey(), sign.text());
        return new Signed(account.address(), account.algorithm(), signature);
    }

    private Step<Keyring> verify(WorkerContext ctx, Keyring keyring, VerifySignature verify) {
        Optional<Account> account = keyring.at(verify.address());
        if (account.isEmpty())
            return Step.reply(keyring, new Verified(false, "no identity has the address " + verify.address()));
        String algorithm = account.get().algorithm();
        boolean good = account.get().goodKey(key -> signer.verify(algorithm, key, verify.text(), verify.signature()));
        if (!good) return Step.reply(keyring, new Verified(false, "the signature is not by this identity"));
        return askPolicy(ctx, keyring, new Check(algorithm, Use.VERIFY, verify.address()), verify);
    }

    private Step<Keyring> rotate(WorkerContext ctx, Keyring keyring, Rotate rotate) {
        Optional<Account> account = keyring.named(rotate.name());
        if (account.isEmpty()) return refuse(keyring, unknown(rotate.name()));
        Account rotated = account.get().rotated(signer);
        beginGrace(ctx, rotated);
        return Step.reply(keyring.with(rotated), (Object) rotated.info()).checkpoint();
    }

    private Step<Keyring> retire(Keyring keyring, List<?> due) {
        return keyring.named((String) due.get(1))
                .map(account -> Step.next(keyring.with(account.retired((Long) due.get(2))))
                        .checkpoint())
                .orElseGet(() -> Step.next(keyring));
    }

    private Step<Keyring> policySaid(WorkerContext ctx, Keyring keyring, Answer answer) {
        Deferred waiting = (Deferred) answer.tag();
        if (!(answer.value() instanceof Allowed allowed)) {
            waiting.refuse(ctx, "the crypto policy does not answer: " + answer.failure());
            return Step.next(keyring);
        }
        if (waiting.about() instanceof Create create) return created(ctx, keyring, create, allowed, waiting);
        waiting.reply(ctx, new Verified(allowed.allowed(), allowed.detail()));
        return Step.next(keyring);
    }

    private Step<Keyring> created(
            WorkerContext ctx, Keyring keyring, Create create, Allowed allowed, Deferred waiting) {
        if (!allowed.allowed()) {
            waiting.reply(ctx, new Refused(allowed.detail()));
            return Step.next(keyring);
        }
        Account account = keyring.named(create.name())
                .orElseGet(() -> Account.first(create.name(), create.algorithm(), signer.generate(create.algorithm())));
        waiting.reply(ctx, account.info());
        return Step.next(keyring.with(account)).checkpoint();
    }

    private static Step<Keyring> askPolicy(WorkerContext ctx, Keyring keyring, Check check, IdentityCall request) {
        Deferred waiting = new Deferred(ctx.caller(), request);
        Optional<Ref> policy = ctx.whereis("crypto-policy");
        if (policy.isPresent()) ctx.ask(policy.get(), check, POLICY_DEADLINE, waiting);
        else waiting.refuse(ctx, "there is no crypto policy");
        return Step.next(keyring);
    }

    private static void beginGrace(WorkerContext ctx, Account account) {
        ctx.after(GRACE, List.of(GRACE_OVER, account.name(), account.version()));
    }

    private static Object with(Keyring keyring, String name, Function<Account, Object> answer) {
        return keyring.named(name).map(answer).orElseGet(() -> new Refused(unknown(name)));
    }

    private static Step<Keyring> refuse(Keyring keyring, String reason) {
        return Step.reply(keyring, new Refused(reason));
    }

    private static String unknown(String name) {
        return "no identity is called " + name + ": create it first";
    }
}
