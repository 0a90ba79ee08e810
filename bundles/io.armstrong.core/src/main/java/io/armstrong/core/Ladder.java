package io.armstrong.core;

import io.armstrong.api.EscalationAction;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A pure escalation policy (design D3): rungs by the number of restarts, the last without a limit. As text: {@code restart<3
 * circuit_break<5 escalate}.
 */
public final class Ladder {
    /** The policy that is a child's tier's. */
    public static final String TIER = "tier";

    private static final int ALWAYS = Integer.MAX_VALUE;

    /** OTP: always restart; the supervisor's intensity alone ends it. */
    static final Ladder OTP = new Ladder(SupervisorSpec.OTP, List.of(new Rung(EscalationAction.RESTART, ALWAYS)));

    private static final Map<Tier, Ladder> OF_TIERS = Map.of(
            Tier.ERROR_KERNEL, known(Tier.ERROR_KERNEL, "restart<3 escalate"),
            Tier.CRITICAL, known(Tier.CRITICAL, "restart<3 circuit_break<5 escalate"),
            Tier.NORMAL, known(Tier.NORMAL, "restart<5 circuit_break<10 isolate"),
            Tier.PERIPHERAL, known(Tier.PERIPHERAL, "restart<3 isolate"));

    private final String name;
    private final List<Rung> rungs;
    private final String text;

    /** @param below restarts in the child's window for which it is the answer, from where the rung before ends */
    record Rung(EscalationAction action, int below) {}

    private Ladder(String name, List<Rung> rungs) {
        this.name = name;
        this.rungs = List.copyOf(rungs);
        this.text = text(rungs);
    }

    /** The default of that tier. */
    public static Ladder of(Tier tier) {
        Ladder ladder = OF_TIERS.get(tier);
        if (ladder == null) throw new IllegalStateException("no ladder of " + tier);
        return ladder;
    }

    /**
     * The ladder that a policy names.
     *
     * @param tier of the child
     * @return null when it is the name of a service
     */
    public static @Nullable Ladder named(String policy, Tier tier) {
        if (policy.equals(SupervisorSpec.OTP)) return OTP;
        if (policy.equals(TIER)) return of(tier);
        for (Tier other : Tier.values()) if (other.text().equals(policy)) return of(other);
        return written(policy) ? parse(policy, policy) : null;
    }

    /** Whether it is a ladder and not a name. */
    public static boolean written(String policy) {
        return policy.indexOf('<') >= 0 || action(policy.strip()) != null;
    }

    /**
     * Why that is no ladder, in one sentence; null when it is one.
     *
     * @param policy for which {@link #written} is true
     */
    public static @Nullable String wrong(String policy) {
        try {
            parse(policy, policy);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private static Ladder known(Tier tier, String text) {
        return parse(tier.text(), text);
    }

    private static Ladder parse(String name, String text) {
        String[] words = text.strip().split("[\\s,]+");
        List<Rung> rungs = new ArrayList<>();
        int below = 0;
        for (int i = 0; i < words.length; i++) {
            boolean last = i == words.length - 1;
            Rung rung = rung(words[i], last);
            if (rung.below() <= below)
                throw new IllegalArgumentException(
                        "the numbers of a ladder must grow: " + rung.below() + " follows " + below);
            below = rung.below();
            rungs.add(rung);
        }
        return new Ladder(name, rungs);
    }

    private static Rung rung(String word, boolean last) {
        int less = word.indexOf('<');
        EscalationAction action = action(less < 0 ? word : word.substring(0, less));
        if (action == null)
            throw new IllegalArgumentException(
                    "'" + word + "' must begin with restart, circuit_break, isolate or escalate");
        if (last && less >= 0)
            throw new IllegalArgumentException("the last rung of a ladder has no number, as in restart<3 escalate");
        if (last) return new Rung(action, ALWAYS);
        try {
            return new Rung(action, Integer.parseInt(word.substring(less + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' must be an action, < and a whole number", e);
        }
    }

    private static @Nullable EscalationAction action(String word) {
        for (EscalationAction action : EscalationAction.values())
            if (action.text().equals(word.toLowerCase(Locale.ROOT).replace('-', '_'))) return action;
        return null;
    }

    /** How it is called. */
    public String name() {
        return name;
    }

    boolean otp() {
        return this == OTP;
    }

    /**
     * The answer to a crash. A rung that cannot be taken is passed by; where none is left it is escalate.
     *
     * @param restarts of the child in its own window
     */
    public EscalationAction answer(int restarts, Predicate<EscalationAction> possible) {
        for (Rung rung : rungs) if (restarts < rung.below() && possible.test(rung.action())) return rung.action();
        return EscalationAction.ESCALATE;
    }

    /** As it is written. */
    @Override
    public String toString() {
        return text;
    }

    private static String text(List<Rung> rungs) {
        StringBuilder text = new StringBuilder();
        for (Rung rung : rungs) {
            if (text.length() > 0) text.append(' ');
            text.append(rung.action().text());
            if (rung.below() != ALWAYS) text.append('<').append(rung.below());
        }
        return text.toString();
    }
}
