package io.armstrong.supervisor.alarm;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.supervisor.tree.Tiers;
import java.util.HashSet;
import java.util.Set;

/** What sets and what clears an alarm, read from what happens; of the board, which guards it. */
final class AlarmRules {
    static final String ISOLATED = "isolated";
    static final String OPEN = "open";
    static final String HUNG = "hung";
    static final String FLAPPING = "flapping";
    static final String GAVE_UP = "gave-up";
    static final String POLICY_FAILED = "policy-failed";
    static final String BLAST_RADIUS = "blast-radius";
    static final String ROOT_ESCALATION = "root-escalation";
    static final String CAME_BACK = "came-back";

    /** Over as soon as the child is up. */
    private static final Set<String> UNTIL_UP =
            Set.of(ISOLATED, HUNG, GAVE_UP, BLAST_RADIUS, ROOT_ESCALATION, CAME_BACK, AlarmBoard.OTHER_CODE);

    private final AlarmBoard board;
    /** Children whose policy failed at the crash being decided. */
    private final Set<String> justFailed = new HashSet<>();

    AlarmRules(AlarmBoard board) {
        this.board = board;
    }

    void apply(ArmstrongEvent event) {
        if (event instanceof ArmstrongEvent.Decided e) decided(e);
        else if (event instanceof ArmstrongEvent.ChildStarted e) board.over(e.child(), UNTIL_UP, "it is up");
        else if (event instanceof ArmstrongEvent.StatusChanged e) changed(e);
        else if (event instanceof ArmstrongEvent.PolicyFailed e) policyFailed(e);
        else if (event instanceof ArmstrongEvent.Escalated e)
            board.set(
                    e.supervisor(),
                    GAVE_UP,
                    "it gave up over " + e.child() + ": " + e.reason().text(),
                    why(e.child()));
    }

    private void decided(ArmstrongEvent.Decided e) {
        if (!e.policy().isEmpty() && !justFailed.remove(e.child()))
            board.over(e.child(), Set.of(POLICY_FAILED), "its policy answered");
        switch (e.decision()) {
            case "restart" -> {
                board.over(e.child(), Set.of(OPEN), "it is restarted");
                board.restarted(e.child(), e.limit().period());
            }
            case "circuit_break" -> board.set(e.child(), OPEN, e.rule() + "; " + e.next(), why(e.child()));
            case "close breaker" -> board.over(e.child(), Set.of(OPEN), "its breaker closed");
            case "isolate" -> {
                board.over(e.child(), Set.of(OPEN, FLAPPING), "it is isolated");
                board.set(e.child(), ISOLATED, e.rule(), e.next());
            }
            case "quarantine" -> board.set(e.child(), HUNG, e.rule(), e.next());
            case "leave failed" -> {
                boolean root = e.supervisor().equals(Tiers.ROOT);
                board.set(e.child(), root ? ROOT_ESCALATION : BLAST_RADIUS, e.rule(), e.next());
            }
            case "stay down", "forget", "escalate" ->
                board.over(e.child(), Set.of(OPEN, FLAPPING), "it is down: " + e.decision());
            default -> {
                // a trial, an end by auto-shutdown: what lasts lasts on
            }
        }
    }

    private void changed(ArmstrongEvent.StatusChanged e) {
        if (e.status() == ChildStatus.UP || e.status() == ChildStatus.DOWN) {
            String why = e.reason().isEmpty() ? "it is " + e.status().text() : e.reason();
            board.over(e.child(), UNTIL_UP, why);
            board.over(e.child(), Set.of(OPEN, FLAPPING), why);
        }
    }

    private void policyFailed(ArmstrongEvent.PolicyFailed e) {
        justFailed.add(e.child());
        board.set(e.child(), POLICY_FAILED, e.sentence(), why(e.child()));
    }

    private static String why(String child) {
        return "sup:why " + child;
    }
}
