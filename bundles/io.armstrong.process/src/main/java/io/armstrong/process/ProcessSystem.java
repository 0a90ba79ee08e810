package io.armstrong.process;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * The world processes live in: its time, its threads and its names.
 *
 * <p>One for a runtime; {@link #start} makes the real one, tests make one in virtual time.
 */
public final class ProcessSystem implements AutoCloseable {
    private final Clock clock;
    private final Dispatcher dispatcher;
    private final Timers timers;
    private final Trouble trouble;
    private final long born;
    private final Names names;
    private final CrashStacks stacks = new CrashStacks();
    private final PlainMessages messages;
    /** Guarded by itself. */
    private final SplittableRandom seeds;

    /** One in which any message travels: for tests of the runtime itself. */
    public ProcessSystem(Clock clock, Dispatcher dispatcher, Timers timers, Trouble trouble) {
        this(clock, dispatcher, timers, trouble, PlainMessages.unchecked());
    }

    public ProcessSystem(Clock clock, Dispatcher dispatcher, Timers timers, Trouble trouble, PlainMessages messages) {
        this.clock = clock;
        this.dispatcher = dispatcher;
        this.timers = timers;
        this.trouble = trouble;
        this.born = clock.nanos();
        this.seeds = new SplittableRandom(born);
        this.names = new Names(dispatcher, timers);
        this.messages = messages;
    }

    /** The real one: as many threads as the machine has cores, at least two. */
    public static ProcessSystem start(Trouble trouble) {
        return start(trouble, PlainMessages.unchecked());
    }

    /** The same with a say in what may travel. */
    public static ProcessSystem start(Trouble trouble, PlainMessages messages) {
        Clock clock = Clock.monotonic();
        int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
        PoolDispatcher pool = new PoolDispatcher(clock, threads, trouble);
        ProcessSystem system = new ProcessSystem(clock, pool, new WheelTimers(clock, trouble), trouble, messages);
        pool.eachSecond(system.stacks);
        return system;
    }

    public Clock clock() {
        return clock;
    }

    public Dispatcher dispatcher() {
        return dispatcher;
    }

    public Timers timers() {
        return timers;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** What may travel between the processes that live here. */
    public PlainMessages messages() {
        return messages;
    }

    /** What is kept of crashes until somebody reads it. */
    CrashStacks stacks() {
        return stacks;
    }

    /** Names of the processes that live here. */
    public Names names() {
        return names;
    }

    /** The seed of one more chance that is nobody else's; in virtual time the same run gets the same ones. */
    public long nextSeed() {
        synchronized (seeds) {
            return seeds.nextLong();
        }
    }

    /** Time since this system was made. */
    public Duration uptime() {
        return Duration.ofNanos(clock.nanos() - born);
    }

    /** Ends the threads; processes are left where they stand, so stop them first. */
    @Override
    public void close() {
        timers.close();
        dispatcher.close();
        stacks.takeAll();
    }
}
