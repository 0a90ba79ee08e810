package io.armstrong.gogo;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.StartsReport;
import io.armstrong.api.StateReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import io.armstrong.api.WhyReport;
import io.armstrong.api.breaker.CircuitBreakers;
import io.armstrong.api.health.Health;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.ChangeSet.Part;
import io.armstrong.api.upgrade.ChangeSetPlan;
import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.Lint;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.Receipt;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.core.health.RollUp;
import io.armstrong.gogo.command.Services;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Answers from {@link Sample} and keeps the orders it was given; ids it does not know are not found. */
public final class SampleServices implements Services {
    /** Orders as text, in the order in which they came. */
    public final List<String> orders = new ArrayList<>();

    /** How the next upgrade or rollback ends. */
    public Outcome outcome = Outcome.COMMITTED;

    private final SampleBreakers breakers = new SampleBreakers(orders);

    /** Of starts by one order. */
    public Map<String, String> startsFail = Map.of();

    /** The last spec that was added. */
    public ChildSpec added = ChildSpec.of("nothing");

    /** What is told of the health of the sample tree. */
    public Health health = () -> RollUp.of(Sample.tree(), Sample.checks(), true);

    @Override
    public Supervision supervision() {
        return new SampleSupervision();
    }

    @Override
    public Upgrades upgrades() {
        return new SampleUpgrades();
    }

    @Override
    public Rollouts rollouts() {
        return new SampleRollouts(orders);
    }

    @Override
    public Lint lint() {
        return jar -> CompletableFuture.completedStage(
                List.of(Sample.lint(jar.filter(file -> file.endsWith("new.jar")).isPresent())));
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public CircuitBreakers breakers() {
        return breakers;
    }

    @Override
    public Journal journal() {
        return new SampleJournal();
    }

    @Override
    public Alarms alarms() {
        return new SampleAlarms();
    }

    /** Two alarms, one of them counted up; what it is told to do it writes down. */
    private final class SampleAlarms implements Alarms {
        @Override
        public List<Alarm> list() {
            return Sample.alarms();
        }

        @Override
        public List<Alarm> acknowledge(String child, String alarm) {
            orders.add("ack " + child + " " + alarm);
            return of(child);
        }

        @Override
        public List<Alarm> clear(String child, String alarm) {
            orders.add("clear " + child + " " + alarm);
            return of(child);
        }

        private static List<Alarm> of(String child) {
            List<Alarm> found = Sample.alarms().stream()
                    .filter(alarm -> alarm.child().equals(child))
                    .toList();
            if (!found.isEmpty()) return found;
            throw new SupervisionException(Code.NOT_FOUND, "cannot clear: there is no alarm of " + child, "sup:alarms");
        }
    }

    @Override
    public Optional<Faces.Report> face(String childId) {
        return childId.equals("counter") ? Optional.of(Sample.face()) : Optional.empty();
    }

    private static ChildReport known(String id) {
        return Sample.tree().children().stream()
                .filter(child -> child.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SupervisionException(
                        Code.NOT_FOUND, "cannot find child " + id, "did you mean counter? sup:tree shows all"));
    }

    private <T> CompletionStage<T> ordered(String order, String id, T result) {
        known(id);
        orders.add(order + " " + id);
        return CompletableFuture.completedFuture(result);
    }

    private final class SampleSupervision implements Supervision {
        @Override
        public TreeReport tree() {
            return Sample.tree();
        }

        @Override
        public ChildReport status(String id) {
            return known(id);
        }

        @Override
        public ChildSpec spec(String id) {
            return ChildSpec.of(known(id).id());
        }

        @Override
        public WhyReport why(String id) {
            return Sample.why(known(id).id());
        }

        @Override
        public CompletionStage<TreeReport> settled(Duration limit) {
            return CompletableFuture.completedFuture(tree());
        }

        @Override
        public CompletionStage<ChildReport> startChild(String supervisor, ChildSpec spec) {
            return CompletableFuture.completedFuture(known("counter"));
        }

        @Override
        public CompletionStage<ChildReport> startDynamic(String supervisor, String name, Object argument) {
            orders.add("startDynamic " + supervisor + " " + name + " " + argument);
            return CompletableFuture.completedFuture(known("contracts#1"));
        }

        @Override
        public CompletionStage<StartsReport> startDynamic(String supervisor, List<?> arguments) {
            orders.add("startDynamic " + supervisor + " " + arguments);
            List<String> ids = IntStream.rangeClosed(1, arguments.size())
                    .mapToObj(i -> supervisor + "-" + i)
                    .toList();
            return CompletableFuture.completedFuture(new StartsReport(ids, startsFail));
        }

        @Override
        public CompletionStage<ChildReport> add(ChildSpec spec) {
            added = spec;
            return CompletableFuture.completedFuture(known("counter"));
        }

        @Override
        public CompletionStage<ChildReport> changeTier(String id, Tier tier) {
            return ordered("changeTier " + tier.text(), id, known(id));
        }

        @Override
        public CompletionStage<Void> remove(String id) {
            return ordered("remove", id, null);
        }

        @Override
        public CompletionStage<ChildReport> start(String id) {
            return ordered("start", id, known(id));
        }

        @Override
        public CompletionStage<Void> stop(String id) {
            return ordered("stop", id, null);
        }

        @Override
        public CompletionStage<ChildReport> restart(String id) {
            return ordered("restart", id, known(id));
        }

        @Override
        public CompletionStage<Void> isolate(String id) {
            return ordered("isolate", id, null);
        }

        @Override
        public CompletionStage<ChildReport> restore(String id) {
            return ordered("restore", id, known(id));
        }

        @Override
        public CompletionStage<Object> call(String id, Object message, Duration deadline) {
            return ordered("call " + message, id, message);
        }

        @Override
        public CompletionStage<Object> callWords(String id, List<String> words, Duration deadline) {
            return ordered("call " + words, id, Map.of("said", words));
        }

        @Override
        public void cast(String id, Object message) {
            ordered("cast " + message, id, message);
        }

        @Override
        public void castWords(String id, List<String> words) {
            ordered("cast " + words, id, words);
        }

        @Override
        public void crash(String id, String reason) {
            ordered("crash " + reason, id, reason);
        }

        @Override
        public CompletionStage<StateReport> state(String id, Duration deadline) {
            return ordered("state", id, Sample.state(id));
        }
    }

    private final class SampleUpgrades implements Upgrades {
        @Override
        public CompletionStage<UpgradeReport> upgrade(String childId, Path jar, Options options) {
            return ordered("upgrade " + jar.getFileName() + " " + options, childId, Sample.upgrade(childId, outcome));
        }

        @Override
        public CompletionStage<PlanReport> plan(String childId, Path jar, Options options) {
            return ordered("plan " + jar.getFileName(), childId, Sample.plan(childId));
        }

        @Override
        public CompletionStage<ChangeSetReport> upgrade(ChangeSet set, Options options) {
            set.parts().forEach(part -> known(part.child()));
            orders.add(
                    "upgrade together " + set.parts().stream().map(Part::child).toList() + " " + options);
            return CompletableFuture.completedFuture(Sample.together(set, outcome));
        }

        @Override
        public CompletionStage<ChangeSetPlan> plan(ChangeSet set, Options options) {
            set.parts().forEach(part -> known(part.child()));
            return CompletableFuture.completedFuture(Sample.planTogether(set));
        }

        @Override
        public CompletionStage<Receipt> prove(String childId, Optional<Path> jar, Options options, Load load) {
            return ordered("prove " + load, childId, Sample.receipt(childId));
        }

        @Override
        public List<Score> scores(String childId) {
            known(childId);
            return Sample.scores();
        }

        @Override
        public CompletionStage<UpgradeReport> rollback(String childId, String version, Options options) {
            return ordered("rollback " + version, childId, Sample.upgrade(childId, outcome));
        }

        @Override
        public CompletionStage<Revision> adopt(String childId, Path jar) {
            return ordered(
                    "adopt " + jar.getFileName(), childId, Sample.revisions().get(0));
        }

        @Override
        public List<Revision> versions(String childId) {
            known(childId);
            return Sample.revisions();
        }

        @Override
        public List<UpgradeReport> history(String childId) {
            known(childId);
            return List.of(Sample.upgrade(childId, Outcome.ROLLED_BACK), Sample.upgrade(childId, Outcome.COMMITTED));
        }
    }

    private static final class SampleJournal implements Journal {
        @Override
        public void record(io.armstrong.api.ArmstrongEvent event) {
            throw new UnsupportedOperationException("a shell records nothing");
        }

        @Override
        public List<Entry> entries(String child, int limit) {
            List<Entry> found = Sample.events().stream()
                    .filter(entry -> child.isEmpty() || entry.event().child().equals(child))
                    .toList();
            return found.subList(Math.max(0, found.size() - limit), found.size());
        }
    }
}
