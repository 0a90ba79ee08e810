package io.armstrong.testkit.simulator;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import java.util.Map;

/** Knows the ladders of the tiers, and what becomes of a policy's answer (design D2 to D5), and nothing of the core. */
final class PolicyOracle {
    private static final Map<String, String> TIERS = Map.of(
            "error-kernel", "restart<3 escalate",
            "critical", "restart<3 circuit_break<5 escalate",
            "normal", "restart<5 circuit_break<10 isolate",
            "peripheral", "restart<3 isolate");

    private final SupervisorFacts facts;

    PolicyOracle(SupervisorFacts facts) {
        this.facts = facts;
    }

    /** Says what is wrong with that decision about a child whose restart is due. @param counted restarts in the window before it */
    void check(Kid kid, ArmstrongEvent.Decided decision, int counted) {
        String policy = decision.policy();
        boolean service = policy.equals(SimPolicies.NAME);
        String ladder = TIERS.getOrDefault(policy.equals("tier") || service ? kid.tier() : policy, policy);
        String answer = policy.equals(SupervisorSpec.OTP) ? "restart" : rung(ladder, decision.restarts(), kid);
        String told = decision.decision();
        if (!service && !told.equals(becomes(answer, kid, decision, counted)))
            facts.broken("I7", told + " of " + kid + " by " + policy + " after " + decision.restarts());
        if (told.equals("restart") && !told.equals(becomes(told, kid, decision, counted)))
            facts.broken("I7", kid + " is restarted past a limit: " + decision.sentence());
        if (told.equals("isolate") && facts.strategy == Strategy.ONE_FOR_ALL)
            facts.broken("I10", kid + " is isolated under one_for_all");
        if (told.equals("circuit_break") && !kid.hasBreaker()) facts.broken("I11", kid + " has no breaker");
    }

    /** A child past its own limit is not restarted, nor is one past its supervisor's. */
    private String becomes(String answer, Kid kid, ArmstrongEvent.Decided decision, int counted) {
        Intensity limit = facts.limitOf(kid);
        boolean spent = limit != null && decision.restarts() >= limit.max();
        if (answer.equals("restart") && (spent || counted >= facts.intensity.max())) return "escalate";
        return answer.equals("isolate") && facts.strategy == Strategy.ONE_FOR_ALL ? "escalate" : answer;
    }

    private static String rung(String ladder, int restarts, Kid kid) {
        for (String rung : ladder.split(" ")) {
            int less = rung.indexOf('<');
            String action = less < 0 ? rung : rung.substring(0, less);
            boolean below = less < 0 || restarts < Integer.parseInt(rung.substring(less + 1));
            if (below && (kid.hasBreaker() || !action.equals("circuit_break"))) return action;
        }
        return "escalate";
    }
}
