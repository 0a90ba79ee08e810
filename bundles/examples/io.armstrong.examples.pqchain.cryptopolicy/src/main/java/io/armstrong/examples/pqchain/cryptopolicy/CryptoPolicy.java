package io.armstrong.examples.pqchain.cryptopolicy;

import io.armstrong.api.Tier;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.examples.pqchain.api.PolicyCall.Check;
import io.armstrong.examples.pqchain.api.PolicyCall.Force;
import io.armstrong.examples.pqchain.api.PolicyCall.Move;
import io.armstrong.examples.pqchain.api.PolicyCall.Show;
import io.armstrong.examples.pqchain.api.PolicyCall.Stage;
import io.armstrong.examples.pqchain.api.PolicyCall.Use;
import io.armstrong.examples.pqchain.api.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Says which algorithms count, and moves them through their life.
 *
 * <p>A move that does not follow is refused as an answer. A state in which no algorithm is active is a bug, and a crash:
 * restart goes back to the last state that was kept.
 */
@Supervised(id = "crypto-policy", tier = Tier.ERROR_KERNEL, order = 20, durable = true)
@Component(service = Worker.class)
public final class CryptoPolicy implements Worker<Rules> {
    @Override
    public Rules init(WorkerContext ctx) {
        return ctx.lastCheckpoint().map(Rules::of).orElse(Rules.FIRST).checked();
    }

    @Override
    public Step<Rules> handle(WorkerContext ctx, Rules rules, Object message) {
        if (message instanceof Check check) return Step.reply(rules, rules.allowed(check));
        if (message instanceof Move move) return move(rules, move);
        if (message instanceof Force force)
            return moved(rules.with(force.algorithm(), force.to(), 100), force.algorithm());
        if (message instanceof Show) return Step.reply(rules, rules.rules());
        throw new IllegalArgumentException("crypto-policy does not understand " + message);
    }

    @Override
    public Object parse(List<String> words) {
        return switch (words.get(0) + " " + (words.size() - 1)) {
            case "show 0" -> new Show();
            case "check 3" -> new Check(words.get(1), Use.valueOf(words.get(2).toUpperCase(Locale.ROOT)), words.get(3));
            case "move 2" -> new Move(words.get(1), stage(words.get(2)), 10);
            case "move 3" -> new Move(words.get(1), stage(words.get(2)), Integer.parseInt(words.get(3)));
            case "force 2" -> new Force(words.get(1), stage(words.get(2)));
            default ->
                throw new IllegalArgumentException("crypto-policy does not understand " + words
                        + ": try show, check ALGORITHM sign|verify ADDRESS, move ALGORITHM STAGE [PERCENT]"
                        + " or force ALGORITHM STAGE");
        };
    }

    @Override
    public Map<String, Object> snapshot(Rules rules) {
        return rules.data();
    }

    @Override
    public Rules restore(Map<String, Object> data) {
        return Rules.of(data);
    }

    private static Step<Rules> move(Rules rules, Move move) {
        Optional<String> against = rules.against(move.algorithm(), move.to(), move.percent());
        return against.isPresent()
                ? Step.reply(rules, new Refused(against.get()))
                : moved(rules.with(move.algorithm(), move.to(), move.percent()), move.algorithm());
    }

    private static Step<Rules> moved(Rules rules, String algorithm) {
        Object now = rules.checked().rules().get(algorithm);
        return Step.reply(rules, now).checkpoint();
    }

    private static Stage stage(String word) {
        return Stage.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
