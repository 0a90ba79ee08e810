package io.armstrong.gogo;

import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.breaker.CircuitBreakers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Three breakers written by hand: of a child, of one that has none, and one by name that is open. */
final class SampleBreakers implements CircuitBreakers {
    private static final BreakerSpec NORMAL = BreakerSpec.of(10, Duration.ofSeconds(60), 2);

    private final List<String> orders;

    SampleBreakers(List<String> orders) {
        this.orders = orders;
    }

    @Override
    public CircuitBreaker breaker(String name, BreakerSpec spec) {
        return find(name).orElseThrow();
    }

    @Override
    public Optional<CircuitBreaker> find(String name) {
        return list().stream()
                .filter(report -> report.name().equals(name))
                .map(report -> (CircuitBreaker) new SampleBreaker(report))
                .findFirst();
    }

    @Override
    public List<BreakerReport> list() {
        return List.of(
                new BreakerReport(
                        "counter",
                        true,
                        BreakerState.CLOSED,
                        NORMAL,
                        3,
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        2,
                        7,
                        "the trial succeeded"),
                BreakerReport.untouched("identity", true, BreakerSpec.NONE),
                new BreakerReport(
                        "bank",
                        false,
                        BreakerState.OPEN,
                        NORMAL.with("failures=2 slowAfter=500"),
                        0,
                        0,
                        0,
                        0,
                        Duration.ofMillis(12_300),
                        1,
                        40,
                        "2 failures in a row, the last: " + Sample.HOSTILE));
    }

    @Override
    public boolean remove(String name) {
        throw new UnsupportedOperationException(name);
    }

    private final class SampleBreaker implements CircuitBreaker {
        private final BreakerReport report;

        SampleBreaker(BreakerReport report) {
            this.report = report;
        }

        @Override
        public String name() {
            return report.name();
        }

        @Override
        public BreakerState state() {
            return report.state();
        }

        @Override
        public BreakerReport report() {
            return report;
        }

        @Override
        public <T> T call(Callable<T> work) throws Exception {
            return work.call();
        }

        @Override
        public Permit acquire() {
            throw new UnsupportedOperationException(name());
        }

        @Override
        public void forceOpen() {
            orders.add("open " + name());
        }

        @Override
        public void close() {
            orders.add("close " + name());
        }

        @Override
        public void disable() {
            orders.add("disable " + name());
        }

        @Override
        public void auto() {
            orders.add("auto " + name());
        }

        @Override
        public void configure(BreakerSpec spec) {
            orders.add("config " + name() + " " + spec.text());
        }
    }
}
