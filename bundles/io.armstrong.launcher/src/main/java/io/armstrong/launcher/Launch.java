package io.armstrong.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.osgi.framework.FrameworkUtil;

/** One run, from an empty framework to its end. */
final class Launch {
    /** How long children and framework may take to stop, before the process ends without them. */
    static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private static final int NOT_DECIDED = -1;

    private final Options options;
    private final boolean terminal;
    private final LogOnStandardError log = new LogOnStandardError();
    private final AtomicInteger code = new AtomicInteger(NOT_DECIDED);

    Launch(Options options, boolean terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** Returns the exit code once everything is stopped, or the stop deadline is over. */
    int run() throws LaunchFailed, InterruptedException {
        if (options.config().isPresent())
            ConfigCheck.wellFormed(options.config().get());
        Home home = Home.claim(options.home());
        LastRun lastRun = new LastRun(home.folder());
        Payload payload = Payload.own();
        deposit(payload, home);
        Platform platform = Platform.create(home, options, toldBy(lastRun));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupted(platform, lastRun), "armstrong-shutdown"));
        try {
            platform.boot(payload, home.deposit(), interactive(), log);
            guard(platform);
            if (options.batch().isEmpty()) stay(platform, home);
            else batch(platform);
        } finally {
            stopped(platform);
            lastRun.ended();
        }
        // The code of whoever called System.exit stands: the JVM ends under us.
        if (lastRun.blamed()) new CountDownLatch(1).await();
        return code.updateAndGet(now -> now == NOT_DECIDED ? ExitCode.OK.number() : now);
    }

    private static String toldBy(LastRun lastRun) throws LaunchFailed {
        try {
            String told = lastRun.begin().orElse("");
            if (!told.isEmpty()) System.err.println("armstrong: " + told);
            return told;
        } catch (IOException e) {
            throw new LaunchFailed(ExitCode.FAILED, "the home cannot be written: " + e, e);
        }
    }

    /** A signal, or somebody's {@code System.exit}; our own end is a halt and comes not by here. */
    private static void interrupted(Platform platform, LastRun lastRun) {
        lastRun.exiting();
        stopped(platform);
        lastRun.ended();
    }

    /** Nobody is left who could stop anything in order. */
    private void haltNow(int exit) {
        decide(exit);
        Runtime.getRuntime().halt(code.get());
    }

    private boolean interactive() {
        return terminal && options.batch().isEmpty();
    }

    private void deposit(Payload payload, Home home) throws LaunchFailed {
        if (!options.demo()) return;
        try {
            payload.deposit(home.deposit());
        } catch (IOException e) {
            throw new LaunchFailed(ExitCode.FAILED, "cannot write to " + home.deposit() + ": " + e, e);
        }
    }

    private void stay(Platform platform, Home home) throws LaunchFailed, InterruptedException {
        Readiness ready = new Readiness(platform, new Services(platform.context()));
        ready.supervision();
        if (interactive()) log.fallSilent();
        System.err.println("armstrong " + Main.version() + " runs, home " + home.folder());
        while (platform.awaitStop()) {
            System.err.println("armstrong: the framework restarts");
            platform.awaitStart(STOP_WITHIN);
            log.attach(platform.context());
            guard(platform);
        }
    }

    /** What a framework that has just begun must have of ours. */
    private void guard(Platform platform) {
        letTheRootHalt(platform);
        Guardian.watch(platform.context(), this::haltNow);
    }

    private void batch(Platform platform) throws LaunchFailed, InterruptedException {
        Readiness ready = new Readiness(platform, new Services(platform.context()));
        ready.settled();
        log.fallSilent();
        decide(ready.shell().run(options.batch()));
    }

    /** The root of the tree calls this service with an exit code when it gives up (design D6). */
    private void letTheRootHalt(Platform platform) {
        IntConsumer halt = exit -> {
            decide(exit);
            System.err.println("armstrong: " + ExitCode.meaning(exit) + ", exit code " + exit);
            new Thread(() -> halt(platform), "armstrong-root-action").start();
        };
        platform.context()
                .registerService(
                        IntConsumer.class, halt, FrameworkUtil.asDictionary(Map.of("armstrong.root.action", "halt")));
    }

    private void halt(Platform platform) {
        stopped(platform);
        Runtime.getRuntime().halt(code.get());
    }

    /** The first word on the exit code stands. */
    private void decide(int exit) {
        code.compareAndSet(NOT_DECIDED, exit);
    }

    private static void stopped(Platform platform) {
        try {
            if (!platform.stop(STOP_WITHIN))
                System.err.println(
                        "armstrong: not stopped after " + STOP_WITHIN.toSeconds() + " s; ending without waiting");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
