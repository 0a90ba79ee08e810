package io.armstrong.breaker;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.breaker.CircuitBreakers;
import io.armstrong.api.spi.ChildBreakers;
import io.armstrong.api.spi.Journal;
import io.armstrong.process.Clock;
import io.armstrong.process.Timers;
import io.armstrong.process.Trouble;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Every breaker by name; a child's goes before one that was made under the same name. */
@Component
public final class BreakersComponent implements CircuitBreakers {
    private final Timers timers;
    private final Shelf shelf;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ChildBreakers children;

    @Activate
    public BreakersComponent(@Reference Journal journal) {
        Trouble trouble = (where, thrown) -> journal.record(
                new ArmstrongEvent.AlarmSet(where, "internal-error", String.valueOf(thrown), "sup:events"));
        Clock clock = Clock.monotonic();
        timers = Timers.wheel(clock, trouble);
        shelf = new Shelf(clock, timers, trouble, journal);
    }

    @Deactivate
    void close() {
        timers.close();
    }

    @Override
    public CircuitBreaker breaker(String name, BreakerSpec spec) {
        return ofChild(name).orElseGet(() -> shelf.breaker(name, spec));
    }

    @Override
    public Optional<CircuitBreaker> find(String name) {
        return ofChild(name).or(() -> shelf.find(name));
    }

    private Optional<CircuitBreaker> ofChild(String name) {
        ChildBreakers theirs = children;
        return theirs == null ? Optional.empty() : theirs.of(name);
    }

    @Override
    public List<BreakerReport> list() {
        ChildBreakers theirs = children;
        Stream<BreakerReport> first = theirs == null
                ? Stream.empty()
                : theirs.reports().stream().sorted(Comparator.comparing(BreakerReport::name));
        return Stream.concat(first, shelf.reports().stream()).toList();
    }

    @Override
    public boolean remove(String name) {
        return shelf.remove(name);
    }
}
