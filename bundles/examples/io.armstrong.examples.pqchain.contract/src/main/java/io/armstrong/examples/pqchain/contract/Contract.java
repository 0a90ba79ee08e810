package io.armstrong.examples.pqchain.contract;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.examples.pqchain.api.ContractCall.Fire;
import io.armstrong.examples.pqchain.api.ContractCall.Fired;
import io.armstrong.examples.pqchain.api.ContractCall.Show;
import io.armstrong.examples.pqchain.api.ContractCall.View;
import io.armstrong.examples.pqchain.api.MetricsCall.Count;
import io.armstrong.examples.pqchain.api.MetricsCall.Kind;
import io.armstrong.examples.pqchain.api.Refused;
import io.armstrong.examples.pqchain.api.RegistryCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/**
 * The template of contract instances: {@code startDynamic("contracts", "contract-1", Map.of("net", "approval"))}.
 *
 * <p>All instances share this object; each has its own case. A transition that is not enabled is refused as an answer.
 */
@Supervised(id = "contracts", dynamic = true)
@Component(service = Worker.class)
public final class Contract implements Worker<Case> {
    @Override
    public Case init(WorkerContext ctx) {
        Net net = Nets.named(ctx.argument() instanceof Map<?, ?> given ? String.valueOf(given.get("net")) : "");
        tellRegistry(ctx, new RegistryCall.Register(name(ctx), ctx.id(), Map.of("net", net.name())));
        return Case.of(net);
    }

    @Override
    public Step<Case> handle(WorkerContext ctx, Case now, Object message) {
        if (message instanceof Fire fire) return fire(ctx, now, fire);
        if (message instanceof Show) return Step.reply(now, view(now));
        throw new IllegalArgumentException(ctx.id() + " does not understand " + message);
    }

    @Override
    public void terminate(WorkerContext ctx, Case now, ExitReason reason) {
        if (!reason.abnormal()) tellRegistry(ctx, new RegistryCall.Unregister(name(ctx)));
    }

    @Override
    public Object parse(List<String> words) {
        String verb = words.get(0);
        if (verb.equals("show") && words.size() == 1) return new Show();
        if ((verb.equals("fire") || verb.equals("simulate")) && words.size() > 1)
            return new Fire(words.get(1), values(words.subList(2, words.size())), verb.equals("simulate"));
        throw new IllegalArgumentException("a contract does not understand " + words
                + ": try show, fire TRANSITION [NAME=NUMBER...] or simulate TRANSITION [NAME=NUMBER...]");
    }

    private static Step<Case> fire(WorkerContext ctx, Case now, Fire fire) {
        Executor.Outcome outcome = outcome(now, fire);
        if (!(outcome instanceof Executor.Fired fired))
            return Step.reply(now, new Refused(((Executor.NotEnabled) outcome).reason()));
        Case next = fired.next();
        Fired answer = new Fired(fire.transition(), next.marking(), next.variables(), fired.effects());
        if (fire.simulate()) return Step.reply(now, answer);
        ctx.whereis("metrics").ifPresent(metrics -> ctx.cast(metrics, new Count("contract.fired", Kind.STATUS, 1)));
        return Step.reply(next, answer);
    }

    /** What the sender forgot to give, or gave too large, is his to hear, not a crash of the contract. */
    private static Executor.Outcome outcome(Case now, Fire fire) {
        try {
            return Executor.fire(Nets.named(now.net()), now, fire.transition(), fire.values());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return new Executor.NotEnabled(String.valueOf(e.getMessage()));
        }
    }

    private static View view(Case now) {
        return new View(
                now.net(), now.marking(), now.variables(), Executor.enabled(Nets.named(now.net()), now), now.log());
    }

    private static void tellRegistry(WorkerContext ctx, RegistryCall message) {
        ctx.whereis("registry").ifPresent(registry -> ctx.cast(registry, message));
    }

    private static String name(WorkerContext ctx) {
        return "contract/" + ctx.id();
    }

    private static Map<String, Long> values(List<String> words) {
        Map<String, Long> values = new HashMap<>();
        for (String word : words) {
            String[] pair = word.split("=", 2);
            if (pair.length != 2) throw new IllegalArgumentException("argument '" + word + "': must be NAME=NUMBER");
            values.put(pair[0], Long.valueOf(pair[1]));
        }
        return values;
    }
}
