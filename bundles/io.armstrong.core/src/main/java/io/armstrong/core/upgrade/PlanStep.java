package io.armstrong.core.upgrade;

import java.util.Locale;

/**
 * One step of an upgrade: the same word in plan, report, event, log and readme.
 *
 * <p>Walking forward a step leads to the new version; walking back the same step leads to the old one.
 */
public enum PlanStep {
    VERIFY("read the whole jar: limits, entries, symbolic name, other bytes than the running ones, version direction"),
    INSPECT("read its manifest: every child still declared, a migration path to every schema, every import offered"),
    IMPACT("ask for the refresh closure: no hung bundle in it; its children are restarted in order"),
    STAGE("copy the jar to the store and check the copy; from here only the copy is used"),
    INSTALL_TWIN("install the new version beside the running one, hidden from everybody else"),
    START_TWIN("start the twin and have its workers activated and ready"),
    REHEARSE("migrate a copy of the live state and let the new workers resume it in a dry context"),
    BEGIN("write BEGIN to the upgrade log, forced"),
    HOLD("hold the children between two messages, senders go on queueing; who is down is kept down"),
    SNAPSHOT("check that their state is plain data, small enough, and of a schema the path begins at"),
    MIGRATE_DOWN("take states of a newer schema down, while the bundle that knows the way still runs"),
    DETACH("take the workers out: what they opened is closed, their threads end, their state is kept"),
    MIGRATE("take states of an older schema up, by the migrations of the new version"),
    RELIEVE("put the twin's workers in the place of the old ones with their state; each resumes"),
    COMMIT("write COMMIT to the upgrade log, forced: from here recovery picks the new version"),
    RELEASE("let the children go on with what is queued"),
    STOP("stop the bundle"),
    UPDATE("update the bundle, and read from it what it has become"),
    REFRESH("refresh its closure, only if another bundle is wired to it"),
    START("start the bundle: it must be active at the wanted version"),
    ATTACH("put the new workers in with their state; each resumes"),
    HOLD_AGAIN("hold the children between two messages a second time"),
    HAND_BACK("put the updated bundle's workers in the place of the twin's, with their state"),
    RELEASE_AGAIN("let the children go on, now in the updated bundle"),
    DISCARD_TWIN("stop and uninstall the twin"),
    DONE("write DONE to the upgrade log");

    private final String promise;

    PlanStep(String promise) {
        this.promise = promise;
    }

    /** The word for people and scripts: {@code migrate-down}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, one line. */
    public String promise() {
        return promise;
    }
}
