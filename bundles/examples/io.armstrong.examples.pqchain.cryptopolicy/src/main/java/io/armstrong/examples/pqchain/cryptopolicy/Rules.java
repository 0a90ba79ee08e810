package io.armstrong.examples.pqchain.cryptopolicy;

import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.api.PolicyCall.Allowed;
import io.armstrong.examples.pqchain.api.PolicyCall.Check;
import io.armstrong.examples.pqchain.api.PolicyCall.Rule;
import io.armstrong.examples.pqchain.api.PolicyCall.Stage;
import io.armstrong.examples.pqchain.api.PolicyCall.Use;
import io.armstrong.examples.pqchain.api.Sha3;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of the crypto policy: where each algorithm stands. Always at least one is active.
 *
 * @param rules by algorithm, sorted
 */
public record Rules(Map<String, Rule> rules) {
    /** What a new chain begins with. */
    static final Rules FIRST = new Rules(Map.of(
            "ML-DSA-44", new Rule(Stage.DEPRECATED, 0),
            "ML-DSA-65", new Rule(Stage.ACTIVE, 100),
            "ML-DSA-87", new Rule(Stage.DRAFT, 0),
            "Ed25519", new Rule(Stage.SUNSET, 0)));

    public Rules {
        rules = new TreeMap<>(rules);
    }

    /** Why this move is not lawful; empty when it is. */
    Optional<String> against(String algorithm, Stage to, int percent) {
        Rule rule = rules.get(algorithm);
        if (rule == null) return Optional.of("no algorithm " + algorithm + ": there are " + rules.keySet());
        if (to == Stage.CANARY && (percent < 1 || percent > 100))
            return Optional.of("a canary of " + percent + " percent: must be 1 to 100");
        if (!follows(rule.stage(), to))
            return Optional.of(algorithm + " is " + text(rule.stage()) + " and cannot become " + text(to)
                    + ": one stage at a time, or from canary back to draft");
        if (actives(with(algorithm, to, percent)) == 0)
            return Optional.of(algorithm + " is the only active algorithm: make another one active first");
        return Optional.empty();
    }

    Rules with(String algorithm, Stage stage, int percent) {
        int share = stage == Stage.ACTIVE ? 100 : stage == Stage.CANARY ? percent : 0;
        Map<String, Rule> changed = new TreeMap<>(rules);
        changed.put(algorithm, new Rule(stage, share));
        return new Rules(changed);
    }

    /** What must hold whatever happened; a policy without it protects nothing. */
    Rules checked() {
        if (actives(this) == 0) throw new IllegalStateException("invariant broken: no algorithm is active in " + rules);
        return this;
    }

    Allowed allowed(Check check) {
        Rule rule = rules.get(check.algorithm());
        if (rule == null) return new Allowed(false, check.algorithm() + " is not known to the crypto policy");
        boolean yes = check.use() == Use.SIGN ? maySign(rule, check) : mayVerify(rule);
        String use = check.use().name().toLowerCase(Locale.ROOT);
        return new Allowed(yes, yes ? "" : check.algorithm() + " is " + text(rule.stage()) + ": not allowed to " + use);
    }

    Map<String, Object> data() {
        Map<String, Object> byName = new TreeMap<>();
        rules.forEach((name, rule) ->
                byName.put(name, Map.of("stage", rule.stage().name(), "percent", (long) rule.percent())));
        return Map.of("rules", byName);
    }

    static Rules of(Map<String, Object> data) {
        return new Rules(new Fields(data)
                .each("rules", rule -> new Rule(Stage.valueOf(rule.text("stage")), (int) rule.whole("percent"))));
    }

    private static boolean follows(Stage from, Stage to) {
        return to.ordinal() == from.ordinal() + 1
                || (from == Stage.CANARY && to != Stage.DEPRECATED && to != Stage.SUNSET);
    }

    private static boolean maySign(Rule rule, Check check) {
        return rule.stage() == Stage.ACTIVE || (rule.stage() == Stage.CANARY && cohort(check) < rule.percent());
    }

    private static boolean mayVerify(Rule rule) {
        return rule.stage() != Stage.DRAFT && rule.stage() != Stage.SUNSET;
    }

    /** 0 to 99, the same each time for the same address and algorithm. */
    private static int cohort(Check check) {
        return Integer.parseInt(Sha3.ofText(check.address() + check.algorithm()).substring(0, 7), 16) % 100;
    }

    private static long actives(Rules rules) {
        return rules.rules.values().stream()
                .filter(rule -> rule.stage() == Stage.ACTIVE)
                .count();
    }

    private static String text(Stage stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }
}
