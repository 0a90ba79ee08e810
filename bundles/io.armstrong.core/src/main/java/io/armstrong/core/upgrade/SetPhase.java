package io.armstrong.core.upgrade;

import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import java.util.List;
import java.util.Locale;

/**
 * How far a member of a change set is: nobody begins a phase before all the others have come to it. In the order of the walk;
 * the last of them are the way back of a set that had committed.
 */
public enum SetPhase {
    PREPARE("verify, inspect, impact and stage each jar: every refusal that needs no new code comes first"),
    REHEARSE("one after the other, in order: install and start its twin and rehearse on a copy of its state"),
    BEGIN("write BEGIN of each to the upgrade log, forced"),
    HOLD("one after the other, dependents first: who is held between two messages waits for nobody"),
    EXCHANGE("while all are held: migrate each state, put the new workers in, update bundles without a twin"),
    COMMIT("write one COMMIT for all, forced: from here recovery picks the new versions"),
    RELEASE("let all go on with what is queued"),
    FINISH("update the bundles behind the twins and hand back to them"),
    CLEAR("all have arrived: discard the twins, write DONE of each"),
    BACK_HOLD("hold all again, dependents first"),
    BACK_MIGRATE("migrate the states as they are now down: if one cannot, nobody goes back"),
    BACK_BEGIN("write BEGIN of each way back, forced"),
    BACK_EXCHANGE("update each bundle back and put the old workers in"),
    BACK_COMMIT("write one COMMIT for all, forced: from here recovery picks the old versions"),
    BACK_CLEAR("let all go on, discard the twins, write DONE of each"),
    /** At its end, or on a way back that waits for nobody. */
    FREE("go at once");

    private final String promise;

    SetPhase(String promise) {
        this.promise = promise;
    }

    /** What a set walks when nothing fails, in order. */
    public static List<SetPhase> forward() {
        return List.of(PREPARE, REHEARSE, BEGIN, HOLD, EXCHANGE, COMMIT, RELEASE, FINISH, CLEAR);
    }

    /** The word for people and scripts. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, one line. */
    public String promise() {
        return promise;
    }

    /** Whether members go through it one at a time. */
    boolean oneByOne() {
        return this == REHEARSE || this == HOLD || this == BACK_HOLD;
    }

    /** Whether that goes in dependency order; else the other way round. */
    boolean inOrder() {
        return this == REHEARSE;
    }

    /** From here on a set that had committed walks back for good. */
    boolean beforeTheWayBack() {
        return compareTo(BACK_HOLD) >= 0 && compareTo(BACK_EXCHANGE) < 0;
    }

    /** The phase of the step that is next. @param committed whether the set's COMMIT was forced */
    static SetPhase of(UpgradeState state, boolean committed) {
        if (state.ended()) return FREE;
        PlanStep next = state.ahead().get(0);
        if (state.direction() == Direction.FORWARD) return ahead(state.plan(), next);
        return committed ? back(next) : FREE;
    }

    private static SetPhase ahead(UpgradePlan plan, PlanStep next) {
        return switch (next) {
            case VERIFY, INSPECT, IMPACT, STAGE -> PREPARE;
            case INSTALL_TWIN, START_TWIN, REHEARSE -> REHEARSE;
            case BEGIN -> BEGIN;
            case HOLD -> HOLD;
            case COMMIT -> COMMIT;
            case RELEASE -> plan.way().equals(UpgradePlan.COLD) ? CLEAR : RELEASE;
            case DISCARD_TWIN, DONE -> CLEAR;
            default -> plan.committedBefore(next) ? FINISH : EXCHANGE;
        };
    }

    private static SetPhase back(PlanStep next) {
        return switch (next) {
            case HOLD -> BACK_HOLD;
            case SNAPSHOT, MIGRATE_DOWN -> BACK_MIGRATE;
            case BEGIN -> BACK_BEGIN;
            case COMMIT -> BACK_COMMIT;
            case RELEASE, DISCARD_TWIN, DONE -> BACK_CLEAR;
            default -> BACK_EXCHANGE;
        };
    }
}
