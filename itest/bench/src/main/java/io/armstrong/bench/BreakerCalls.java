package io.armstrong.bench;

import io.armstrong.api.breaker.BreakerOpen;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.breaker.Breaker;
import io.armstrong.process.breaker.NamedBreaker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Calls of work that returns a field, through a closed and an open breaker, as a user wraps them; all threads share each breaker. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BreakerCalls {
    private static final BreakerSpec IN_A_ROW = BreakerSpec.of(50, Duration.ofDays(1), 1);

    private final ProcessSystem system = ProcessSystem.start((where, thrown) -> {});
    private final CircuitBreaker closed = breaker("closed", IN_A_ROW);
    private final CircuitBreaker window = breaker("window", IN_A_ROW.with("window=10000"));
    private final CircuitBreaker open = breaker("open", IN_A_ROW);
    private final int value = Integer.getInteger("bench.value", 42);

    private CircuitBreaker breaker(String name, BreakerSpec spec) {
        return new NamedBreaker(
                new Breaker(name, spec, system.clock(), system.timers(), system.trouble(), change -> {}), false);
    }

    /** Opens one as failures do. */
    @Setup
    public void setUp() {
        for (int i = 0; i < 50; i++) open.acquire().failed(new IllegalStateException("down"));
    }

    @TearDown
    public void tearDown() {
        system.close();
    }

    @Benchmark
    public Object permitted() throws Exception {
        return closed.call(() -> value);
    }

    @Benchmark
    public Object windowPermitted() throws Exception {
        return window.call(() -> value);
    }

    @Benchmark
    public Object rejected() throws Exception {
        try {
            return open.call(() -> value);
        } catch (BreakerOpen turnedAway) {
            return turnedAway;
        }
    }

    @Benchmark
    public Object nonePermitted() {
        return value;
    }
}
