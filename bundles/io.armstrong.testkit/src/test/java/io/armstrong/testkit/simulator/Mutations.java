package io.armstrong.testkit.simulator;

import java.util.List;

/** Wrong rules, more than thirty, each with what kills it. The first five are tried in every build. */
final class Mutations {
    private static final String CORE = "io.armstrong.core.";
    private static final String HANDS = "io.armstrong.process.supervise.Hands";

    static final List<Mutation> ALL = List.of(
            core(
                    "n restarts are allowed, not n + 1",
                    "RestartWindow",
                    "size <= intensity.max()",
                    "size <= intensity.max() + 1",
                    "I7"),
            core(
                    "a transient child is restarted after a crash only",
                    "Restarts",
                    "type == RestartType.TRANSIENT && reason.abnormal()",
                    "type == RestartType.TRANSIENT",
                    "I6"),
            core("a group stops in reverse", "GroupRestart", "Collections.reverse(reverse);", "", "I4 I5"),
            core(
                    "news of an earlier incarnation changes nothing",
                    "ChildRecord",
                    "incarnation == number && hasProcess()",
                    "hasProcess()",
                    "I6 I15"),
            core(
                    "rest_for_one leaves the earlier ones alone",
                    "Restarts",
                    "all.subList(all.indexOf(child), all.size())",
                    "all",
                    "I3"),
            core(
                    "both ends of the window are inside",
                    "RestartWindow",
                    "now - times[oldest] > period",
                    "now - times[oldest] >= period",
                    "I7"),
            core(
                    "the window slides",
                    "RestartWindow",
                    "oldest = oldest + 1 & times.length - 1;\n            size--;",
                    "break;",
                    "I7"),
            core(
                    "a permanent child is restarted after a normal end too",
                    "Restarts",
                    "boolean due = type == RestartType.PERMANENT ||",
                    "boolean due = type == RestartType.PERMANENT && reason.abnormal() ||",
                    "I6"),
            core(
                    "a failed restart is tried again",
                    "Restarts",
                    "state.emit(new SupervisorEffect.SendSelf(new SupervisorEvent.RetryStart(child.id())));",
                    "",
                    "I8"),
            core(
                    "a failed restart counts",
                    "Restarts",
                    "if (state.window().add(state.now)) attempt",
                    "if (verdict.rule().startsWith(\"failed\") || state.window().add(state.now)) attempt",
                    "I7"),
            core(
                    "a temporary child is gone once it ended",
                    "Steps",
                    "(state.simple() || child.spec().restart() == RestartType.TEMPORARY)",
                    "state.simple()",
                    "I4 I5"),
            core(
                    "a temporary child does not come back with its group",
                    "StopRun",
                    "if (child.spec().restart() == RestartType.TEMPORARY && !child.setAside()) state.remove(child);",
                    "",
                    "I4 I5"),
            core(
                    "an isolated child is passed by",
                    "ChildRecord",
                    "return status == ChildStatus.ISOLATED || ",
                    "return ",
                    "I4 I5 I10"),
            core(
                    "a boot starts one after another",
                    "BootPlan",
                    "current = order.get(next++);\n        Steps.start(state, current);",
                    "current = order.get(next++);\n        Steps.start(state, current);\n"
                            + "        if (next < order.size()) begin(state);",
                    "I2"),
            core("an ending supervisor stops in reverse", "EndPlan", "Collections.reverse(reverse);", "", "I2"),
            core(
                    "nothing starts while the supervisor ends",
                    "Endings",
                    "if (state.plan != null) state.plan.cutShort(state);\n        state.enter(Phase.ENDING);",
                    "if (state.plan != null) state.plan.cutShort(state);",
                    "I6"),
            core(
                    "an exit of a held child waits",
                    "SupervisorCore",
                    "if (plan == null || child == null || !child.isNow(event.incarnation())) return false;",
                    "if (plan == null || child == null || !child.isNow(event.incarnation()) || plan.holds(child)) return false;",
                    "I17"),
            core(
                    "isolate becomes escalate under one_for_all",
                    "Policies",
                    "if (state.strategy() == Strategy.ONE_FOR_ALL)",
                    "if (false)",
                    "I7 I10"),
            core(
                    "a child past its own limit is not restarted",
                    "Policies",
                    "if (spent) escalate",
                    "if (false) escalate",
                    "I7"),
            core(
                    "an open child is tried after its recovery time",
                    "Trials",
                    "Policies.await(state, child, Waits.RECOVERY, limits(child).recovery());",
                    "Policies.await(state, child, Waits.RECOVERY, limits(child).recovery().dividedBy(2));",
                    "I11"),
            core(
                    "the rest of a group goes on without one that is left down",
                    "Escalations",
                    "if (rest.isEmpty() || state.independent()) return;",
                    "if (!rest.isEmpty() || state.independent()) return;",
                    "I25"),
            core(
                    "what a child waited for is void once it starts",
                    "Account",
                    "waits = Waits.NOTHING;\n        ticket = 0;",
                    "",
                    "I3 I4 I5 I6 I8"),
            core(
                    "a significant end shuts down",
                    "Restarts",
                    "if (significant && shutsDown(state)) {",
                    "if (significant && false) {",
                    "I7"),
            core(
                    "the rest of a group waits for its own child only",
                    "Escalations",
                    "new ArrayList<>(state.unhalt(child))",
                    "new ArrayList<>(state.inOrder())",
                    "I3 I4 I5 I10"),
            core(
                    "an open child that cannot be restored stays open for its recovery time",
                    "RestoreOrder",
                    "if (failed.is(ChildStatus.OPEN)) Trials.opened",
                    "if (false) Trials.opened",
                    "I11"),
            core(
                    "a durable child goes on when its COMMIT is forced",
                    "upgrade.UpgradePlan",
                    "return durable ? List.of(COMMIT, RELEASE) : List.of(RELEASE, COMMIT);",
                    "return List.of(RELEASE, COMMIT);",
                    "I17 I18"),
            core(
                    "who is upgraded cold is kept down",
                    "upgrade.UpgradePlan",
                    "steps.addAll(List.of(BEGIN, HOLD, SNAPSHOT, MIGRATE, STOP, UPDATE, REFRESH, COMMIT, DONE, RELEASE));",
                    "steps.addAll(List.of(BEGIN, SNAPSHOT, MIGRATE, STOP, UPDATE, REFRESH, COMMIT, DONE));",
                    "I17 I18"),
            core(
                    "an undo before COMMIT puts the old workers back",
                    "upgrade.UpgradePlan",
                    "if (tried(RELIEVE, failed, begun)) back.add(RELIEVE);",
                    "",
                    "I17 I19"),
            core(
                    "an undo puts the old bundle back",
                    "upgrade.UpgradePlan",
                    "if (tried(UPDATE, failed, begun)) back.addAll(List.of(STOP, UPDATE, REFRESH));",
                    "if (tried(UPDATE, failed, begun)) back.addAll(List.of(STOP, REFRESH));",
                    "I19"),
            core(
                    "an undo after COMMIT commits the old version",
                    "upgrade.UpgradePlan",
                    "back.addAll(List.of(COMMIT, RELEASE));",
                    "back.add(RELEASE);",
                    "I17 I19"),
            core(
                    "an undo after COMMIT takes the state down",
                    "upgrade.UpgradePlan",
                    "back.addAll(List.of(SNAPSHOT, MIGRATE_DOWN, BEGIN, DETACH, STOP, UPDATE, REFRESH, START, ATTACH));",
                    "back.addAll(List.of(SNAPSHOT, BEGIN, DETACH, STOP, UPDATE, REFRESH, START, ATTACH));",
                    "I17 I19"),
            core(
                    "whoever cannot be let go is given up",
                    "upgrade.UpgradeCore",
                    "return giveUp ? go(stuck, new GiveUp(why), new Alarm(why)) : go(stuck, new Alarm(why));",
                    "return go(stuck, new Alarm(why));",
                    "I14 I21"),
            new Mutation(
                    "a held child handles no message",
                    "io.armstrong.process.Interior",
                    "reins = (byte) (reins | why);\n        process().settle();",
                    "reins = (byte) (reins | why);",
                    "I17 I19 I21"),
            new Mutation(
                    "an exchange keeps the state",
                    "io.armstrong.process.Interior",
                    "code = next;\n        state = nextState;",
                    "code = next;",
                    "I17 I19"),
            new Mutation(
                    "whoever does not stop is killed",
                    HANDS,
                    "arm(slot, order.incarnation(), within.limit(), kill);",
                    "slot.disarm();",
                    "I4 I13 I14"));

    private Mutations() {}

    private static Mutation core(String rule, String type, String right, String wrong, String killedBy) {
        return new Mutation(rule, CORE + type, right, wrong, killedBy);
    }
}
