package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Hiding;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Instances;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Leaks;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Understudies;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.ChangeSetPlan;
import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.Receipt;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.Upgrades;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Offers {@link Upgrades}, after closing what the last run of the runtime left open. */
@Component(configurationPid = "io.armstrong.upgrade")
@Designate(ocd = UpgradeComponent.Config.class)
public final class UpgradeComponent implements Upgrades {
    /** Turns of walks that may run side by side; further ones queue. */
    private static final int TURNS = 2;
    /** The framework property that says {@code off} where nothing is to be practised; anything else and nothing at all: it is. */
    private static final String WARM_UP = "armstrong.warmup";

    /** The bounds of an upgrade. */
    @ObjectClassDefinition(name = "Armstrong upgrade", description = "Bounds of an upgrade.")
    public @interface Config {
        @AttributeDefinition(description = "From the order to hold until the children go on, ms; 1 or more.")
        long holdMillis() default 10_000;

        @AttributeDefinition(description = "For each lifecycle call on the way back, ms; 1 or more.")
        long stepMillis() default 10_000;

        @AttributeDefinition(description = "For all migrations of one upgrade, ms; 1 or more.")
        long migrationMillis() default 5_000;

        @AttributeDefinition(description = "Largest state: characters of text, 8 for each other value; 1 or more.")
        long maxState() default 64L << 20;

        @AttributeDefinition(description = "How long a new version is watched after its upgrade, ms; 0: it is not.")
        long probationMillis() default 600_000;

        @AttributeDefinition(description = "Crashes in that time that take it back; 0: the limit of its tier.")
        int probationCrashes() default 0;
    }

    /** Without it upgrades go the direct way. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Hiding hiding;

    /** Without it old class loaders are counted by nobody. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Leaks leaks;

    /** Without it calls cannot be shared out. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Faces faces;

    /** Without it instances cannot be moved. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable Instances instances;

    private final ThreadPoolExecutor pool;
    private final Upgrading upgrading;
    private final RollingOut rollingOut;
    private final Beside beside;
    private final Practising practising;
    private final PractisedHolds practisedHolds;
    private final ServiceRegistration<Journal.Listener> listening;
    private final ServiceRegistration<?> rollouts;

    @Activate
    public UpgradeComponent(
            BundleContext context,
            Config config,
            @Reference Supervision supervision,
            @Reference Holds holds,
            @Reference Understudies understudies,
            @Reference Lifecycle lifecycle,
            @Reference Store store,
            @Reference Journal journal) {
        Limits limits = limits(config);
        new Recovery(store, journal, Instant::now, limits.probation()).run();
        new LeftTwins(context, lifecycle, journal).discard();
        pool = pool();
        Ground plain = new Ground(
                supervision,
                holds,
                lifecycle,
                store,
                journal,
                new OsgiBundles(context),
                () -> Optional.ofNullable(hiding),
                this::leaked,
                pool,
                System::nanoTime,
                Instant::now,
                limits);
        practising = new Practising(plain, understudies, Practising.ROUNDS);
        practisedHolds = new PractisedHolds(plain, understudies);
        boolean practises = !"off".equals(context.getProperty(WARM_UP));
        Ground ground = practises ? plain.with(practisedHolds) : plain;
        upgrading = new Upgrading(ground, this::beside);
        upgrading.resumeTrials();
        rollingOut = new RollingOut(
                ground,
                upgrading,
                () -> Optional.ofNullable(faces),
                () -> Optional.ofNullable(instances),
                new RegisteredGates(context)::complaint);
        beside = new Beside(ground, rollingOut);
        if (practises) practising.begin();
        rollouts = context.registerService(
                new String[] {Rollouts.class.getName(), Journal.Listener.class.getName()}, rollingOut, null);
        listening = context.registerService(Journal.Listener.class, upgrading.probation(), null);
    }

    private Optional<CompletionStage<UpgradeReport>> beside(
            ChildReport child, Path jar, Options options, Witness witness) {
        return beside.upgrade(child, jar, options, witness);
    }

    private Optional<String> leaked(String child) {
        Leaks guard = leaks;
        return guard == null ? Optional.empty() : guard.refusal(child);
    }

    static Limits limits(Config config) {
        return new Limits(
                Duration.ofMillis(config.holdMillis()),
                Duration.ofMillis(config.stepMillis()),
                Duration.ofMillis(config.migrationMillis()),
                config.maxState(),
                Duration.ofMillis(config.probationMillis()),
                config.probationCrashes());
    }

    private static ThreadPoolExecutor pool() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(TURNS, TURNS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), turn -> {
                    Thread thread = new Thread(turn, "armstrong-upgrade-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    @Deactivate
    void close() {
        practising.close();
        listening.unregister();
        rollouts.unregister();
        rollingOut.close();
        upgrading.close();
        practisedHolds.close();
        pool.shutdown();
    }

    @Override
    public CompletionStage<UpgradeReport> upgrade(String childId, Path jar, Options options) {
        return upgrading.upgrade(childId, jar, options);
    }

    @Override
    public CompletionStage<PlanReport> plan(String childId, Path jar, Options options) {
        return upgrading.plan(childId, jar, options);
    }

    @Override
    public CompletionStage<ChangeSetReport> upgrade(ChangeSet set, Options options) {
        return upgrading.upgrade(set, options);
    }

    @Override
    public CompletionStage<ChangeSetPlan> plan(ChangeSet set, Options options) {
        return upgrading.plan(set, options);
    }

    @Override
    public CompletionStage<Receipt> prove(String childId, Optional<Path> jar, Options options, Load load) {
        return upgrading.prove(childId, jar, options, load);
    }

    @Override
    public List<Score> scores(String childId) {
        return upgrading.scores(childId);
    }

    @Override
    public CompletionStage<UpgradeReport> rollback(String childId, String version, Options options) {
        return upgrading.rollback(childId, version, options);
    }

    @Override
    public CompletionStage<Revision> adopt(String childId, Path jar) {
        return upgrading.adopt(childId, jar);
    }

    @Override
    public List<Revision> versions(String childId) {
        return upgrading.versions(childId);
    }

    @Override
    public List<UpgradeReport> history(String childId) {
        return upgrading.history(childId);
    }
}
