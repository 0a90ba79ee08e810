package io.armstrong.breaker;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.breaker.CircuitBreakers;
import io.armstrong.api.spi.Journal;
import io.armstrong.process.Clock;
import io.armstrong.process.Timers;
import io.armstrong.process.Trouble;
import io.armstrong.process.breaker.Breaker;
import io.armstrong.process.breaker.NamedBreaker;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The breakers that somebody made, by name. */
final class Shelf {
    private static final int LONGEST_NAME = 128;

    private final Clock clock;
    private final Timers timers;
    private final Trouble trouble;
    private final Journal journal;
    private final ConcurrentHashMap<String, CircuitBreaker> made = new ConcurrentHashMap<>();

    Shelf(Clock clock, Timers timers, Trouble trouble, Journal journal) {
        this.clock = clock;
        this.timers = timers;
        this.trouble = trouble;
        this.journal = journal;
    }

    CircuitBreaker breaker(String name, BreakerSpec spec) {
        if (name.isBlank() || name.length() > LONGEST_NAME)
            throw new IllegalArgumentException(
                    "breaker name '" + name + "': must have 1 to " + LONGEST_NAME + " characters");
        CircuitBreaker there = made.get(name);
        if (there != null) return there;
        if (made.size() >= CircuitBreakers.MOST)
            throw new IllegalStateException(
                    "cannot make breaker " + name + ": there are " + CircuitBreakers.MOST + "; remove one first");
        return made.computeIfAbsent(name, key -> new NamedBreaker(make(key, spec), false));
    }

    /** Each transition is one entry of the journal, which tells everybody else. */
    private Breaker make(String name, BreakerSpec spec) {
        return new Breaker(
                name,
                spec,
                clock,
                timers,
                trouble,
                change -> journal.record(new ArmstrongEvent.BreakerChanged(change)));
    }

    Optional<CircuitBreaker> find(String name) {
        return Optional.ofNullable(made.get(name));
    }

    boolean remove(String name) {
        return made.remove(name) != null;
    }

    List<BreakerReport> reports() {
        return made.values().stream()
                .map(CircuitBreaker::report)
                .sorted(Comparator.comparing(BreakerReport::name))
                .toList();
    }
}
