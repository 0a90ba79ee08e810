package io.armstrong.gogo;

import io.armstrong.api.Alarm;
import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.MemberReport;
import io.armstrong.api.StateReport;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import io.armstrong.api.WhyReport;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.ChangeSetPlan;
import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.LintReport;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.PlanReport.Crossing;
import io.armstrong.api.upgrade.PlanReport.PlannedStep;
import io.armstrong.api.upgrade.Receipt;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.api.upgrade.Upgrades.Revision;
import io.armstrong.api.upgrade.Upgrades.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports written by hand: one tree with every kind of line in it. */
public final class Sample {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    /** What a hostile child may say: an escape sequence, a line end, text turned round. */
    public static final String HOSTILE = "boom\u001b[31m red\r\nsecond line\u202e";

    private Sample() {}

    public static ChildReport child(
            String id, Tier tier, String supervisor, ChildStatus status, int restarts, String reason) {
        boolean up = status == ChildStatus.UP;
        return new ChildReport(
                id,
                tier,
                supervisor,
                tier.restart(),
                status,
                "1.0.0",
                1,
                restarts + 1,
                restarts,
                up ? Duration.ofMinutes(192).toMillis() : 0,
                up ? 0 : 3,
                up ? 0 : 2,
                up ? 0 : 1,
                "none",
                reason,
                NOW.minus(Duration.ofMinutes(192)),
                restarts == 0 ? null : NOW.minus(Duration.ofMinutes(192)),
                new ChildReport.BundleReport(42, "com.example." + id, "1.0.0", SHA, ""));
    }

    private static ChildReport up(String id, Tier tier, int restarts) {
        return child(id, tier, tier.text(), ChildStatus.UP, restarts, "");
    }

    private static SupervisorReport tier(Tier tier, int used, MemberReport... children) {
        return new SupervisorReport(
                tier.text(),
                tier,
                tier.strategy(),
                ChildStatus.UP,
                tier.intensity(),
                used,
                0,
                0,
                null,
                List.of(children));
    }

    /** A tree of one child. */
    public static TreeReport treeWith(ChildStatus status) {
        return new TreeReport(
                7, List.of(tier(Tier.NORMAL, 0, child("counter", Tier.NORMAL, "normal", status, 1, "boom"))));
    }

    private static SupervisorReport contracts() {
        return new SupervisorReport(
                "contracts",
                Tier.NORMAL,
                Strategy.SIMPLE_ONE_FOR_ONE,
                ChildStatus.UP,
                new Intensity(1, Duration.ofSeconds(5)),
                1,
                0,
                0,
                null,
                List.of(
                        child("contracts#1", Tier.NORMAL, "contracts", ChildStatus.UP, 0, ""),
                        child("contracts#2", Tier.NORMAL, "contracts", ChildStatus.RESTARTING, 1, "marking lost")));
    }

    /** What checks of the children said. */
    public static Map<String, List<CheckHealth>> checks() {
        return Map.of(
                "mempool", List.of(new CheckHealth("disk", HealthStatus.UNKNOWN, "no answer within 50 ms", 1, 2, 3)));
    }

    public static TreeReport tree() {
        return new TreeReport(
                1042,
                List.of(
                        tier(
                                Tier.ERROR_KERNEL,
                                0,
                                up("identity", Tier.ERROR_KERNEL, 0),
                                up("crypto-policy", Tier.ERROR_KERNEL, 0)),
                        tier(Tier.CRITICAL, 1, up("mempool", Tier.CRITICAL, 1)),
                        tier(
                                Tier.NORMAL,
                                4,
                                up("counter", Tier.NORMAL, 2),
                                contracts(),
                                child("flaky", Tier.NORMAL, "normal", ChildStatus.ISOLATED, 10, HOSTILE)),
                        tier(
                                Tier.PERIPHERAL,
                                0,
                                child(
                                        "mcp-bridge",
                                        Tier.PERIPHERAL,
                                        "peripheral",
                                        ChildStatus.WAITING,
                                        0,
                                        "needs service a.b.Transport"))));
    }

    /** A tree with that child alone. */
    public static TreeReport treeOf(ChildReport child) {
        return new TreeReport(1, List.of(tier(Tier.NORMAL, 0, child)));
    }

    public static List<Journal.Entry> events() {
        Intensity limit = Tier.NORMAL.intensity();
        List<ArmstrongEvent> events = List.of(
                new ArmstrongEvent.ChildStarted("counter", "normal", 1, "1.0.0"),
                new ArmstrongEvent.ChildExited("counter", "normal", 1, crash()),
                new ArmstrongEvent.Decided(
                        "counter",
                        "normal",
                        "restart",
                        "one_for_one, permanent",
                        1,
                        limit,
                        "starts again now",
                        "normal",
                        0),
                new ArmstrongEvent.ChildStarted("counter", "normal", 2, "1.0.0"),
                new ArmstrongEvent.AlarmSet("flaky", "isolated", HOSTILE, "sup:why flaky"));
        List<Journal.Entry> entries = new ArrayList<>();
        for (int i = 0; i < events.size(); i++)
            entries.add(new Journal.Entry(i + 1, NOW.minusSeconds(60 - i), events.get(i)));
        return entries;
    }

    public static List<Alarm> alarms() {
        return List.of(
                new Alarm(
                        "flaky",
                        "isolated",
                        HOSTILE,
                        "sup:restore flaky",
                        1,
                        NOW.minusSeconds(90),
                        NOW.minusSeconds(90),
                        true),
                new Alarm(
                        "counter",
                        "flapping",
                        "restarted again and again within 60 s",
                        "sup:why counter",
                        7,
                        NOW.minusSeconds(50),
                        NOW.minusSeconds(5),
                        false));
    }

    private static ExitReason.Crashed crash() {
        return new ExitReason.Crashed(
                CrashCause.HANDLER,
                "java.lang.IllegalStateException: " + HOSTILE,
                List.of("com.example.Counter.handle(Counter.java:12)"));
    }

    public static WhyReport why(String id) {
        return new WhyReport(
                id,
                ChildStatus.UP,
                crash(),
                1,
                NOW.minusSeconds(59),
                List.of("[add, 5]", "[add, " + HOSTILE + "]"),
                "State[count=5] (sha256 0badcafe)",
                "restart",
                "one_for_one, permanent: always",
                1,
                Tier.NORMAL.intensity(),
                "nothing: it is up again",
                List.of(
                        "2026-11-22T11:59:01.5Z counter exited, incarnation 1: " + HOSTILE,
                        "counter started, incarnation 2"),
                "normal",
                0);
    }

    public static StateReport state(String id) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("count", 41L);
        state.put("last", List.of("a", "b"));
        return new StateReport(id, 1, "1.0.0", state);
    }

    public static UpgradeReport upgrade(String id, Outcome outcome) {
        boolean committed = outcome == Outcome.COMMITTED;
        String reason = "migration 1 -> 2 threw " + HOSTILE + "; mend the migration and try again";
        List<StepReport> steps = outcome == Outcome.REFUSED
                ? List.of(new StepReport("verify", 1.5, "other symbolic name"))
                : List.of(
                        new StepReport("verify", 1.52, "ok"),
                        new StepReport("hold", 0.31, "ok"),
                        new StepReport("migrate", 1204, committed ? "ok" : "threw"));
        return new UpgradeReport(
                id, outcome, "1.0.0", "2.0.0", committed ? 3100 : 840, committed ? "" : reason, steps, NOW);
    }

    public static PlanReport plan(String id) {
        return new PlanReport(
                id,
                true,
                "",
                "1.0.0",
                "2.0.0",
                "twin",
                "workers cross in a second bundle, so that nobody waits for the update",
                List.of(
                        new PlannedStep("verify", "read the whole jar"),
                        new PlannedStep("commit", "write COMMIT to the upgrade log, forced"),
                        new PlannedStep("done", "write DONE to the upgrade log")),
                "commit",
                List.of("io.armstrong.examples.counter"),
                List.of(new Crossing(
                        id, "1 -> 2", "one way: undo restores the snapshot and loses what came since", 24)),
                740,
                List.of("init is not run"));
    }

    public static ChangeSetReport together(ChangeSet set, Outcome outcome) {
        String name = "set-mibzs6ww";
        return new ChangeSetReport(
                name,
                outcome,
                outcome == Outcome.COMMITTED ? "" : "counter: boom; mend it",
                set.parts().stream()
                        .map(part -> upgrade(part.child(), outcome).in(name))
                        .toList(),
                NOW);
    }

    public static ChangeSetPlan planTogether(ChangeSet set) {
        List<PlanReport> members =
                set.parts().stream().map(part -> plan(part.child())).toList();
        return new ChangeSetPlan(
                true,
                "",
                members,
                List.of(
                        new PlannedStep("hold", "one after the other, dependents first"),
                        new PlannedStep("commit", "write one COMMIT for all, forced"),
                        new PlannedStep("clear", "discard the twins")),
                "commit",
                List.of("io.armstrong.examples.counter", "io.armstrong.examples.ledger"),
                1_480);
    }

    public static Receipt receipt(String id) {
        return new Receipt(
                upgrade(id, Outcome.COMMITTED),
                10_000,
                4_900,
                5_100,
                0,
                0,
                0,
                3_900,
                List.of(610L, 540L),
                "the worker counted 10000 calls, the client's log has 10000 answers");
    }

    public static List<Score> scores() {
        return List.of(
                new Score(NOW, "1.0.0", "2.0.0", List.of("a", "b"), List.of("a", "b")),
                new Score(NOW, "2.0.0", "3.0.0", List.of("a"), List.of("a", "c")));
    }

    public static List<Revision> revisions() {
        return List.of(
                new Revision("2.0.0", SHA, NOW, true),
                new Revision("1.0.0", SHA.replace('9', '8'), NOW.minusSeconds(3600), false));
    }

    /** One service behind a proxy, one that stays raw. */
    static Faces.Report face() {
        return new Faces.Report(
                "open",
                2,
                0,
                List.of(
                        new Faces.Service("com.example.api.Counting", true, ""),
                        new Faces.Service("com.example.counter.Counter", false, "it is a class, not an interface")));
    }

    /** @param bad whether something was found */
    static LintReport lint(boolean bad) {
        List<LintReport.Finding> found = List.of(
                new LintReport.Finding(
                        LintReport.Level.ERROR,
                        "counter",
                        "state-not-data",
                        "state.socket: java.net.Socket",
                        "the state is not plain data there, so no upgrade carries it",
                        "use records, enums, lists, maps and scalars, or override snapshot and restore"),
                new LintReport.Finding(
                        LintReport.Level.WARNING,
                        "counter",
                        "one-way",
                        "1 -> 2",
                        "not every step has its down: an undo restores the old snapshot and loses what came since",
                        "write down, and declare it with down = true"));
        return new LintReport("io.armstrong.examples.counter", "2.0.0", bad ? found : List.of());
    }
}
