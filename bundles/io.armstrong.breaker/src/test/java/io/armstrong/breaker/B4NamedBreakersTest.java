package io.armstrong.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.breaker.BreakerOpen;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.api.spi.Journal;
import io.armstrong.process.virtual.VirtualSystem;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row B4: a breaker as code uses it. */
class B4NamedBreakersTest {
    private static final BreakerSpec SPEC = BreakerSpec.of(2, Duration.ofSeconds(30), 1);

    private final VirtualSystem time = new VirtualSystem();
    private final List<ArmstrongEvent> recorded = new ArrayList<>();
    private final Shelf shelf = new Shelf(time, time, (where, thrown) -> {}, new Journal() {
        @Override
        public void record(ArmstrongEvent event) {
            recorded.add(event);
        }

        @Override
        public List<Entry> entries(String child, int limit) {
            return List.of();
        }
    });

    private static void fail(CircuitBreaker breaker, Exception with) {
        assertThatThrownBy(() -> breaker.call(() -> {
                    throw with;
                }))
                .isSameAs(with);
    }

    @Test
    void turnsCallsAwayWithTheTimeToRetryAndNoStackTrace() throws Exception {
        CircuitBreaker breaker = shelf.breaker("payments", SPEC);
        assertThat(breaker.call(() -> 7)).isEqualTo(7);
        fail(breaker, new IOException("down"));
        fail(breaker, new IOException("still down"));
        time.advance(Duration.ofSeconds(10));
        assertThatThrownBy(() -> breaker.call(() -> 7)).isInstanceOfSatisfying(BreakerOpen.class, open -> {
            assertThat(open.retryAfter()).isEqualTo(Duration.ofSeconds(20));
            assertThat(open.getStackTrace()).isEmpty();
            assertThat(open).hasMessage("breaker payments turns calls away for 20000 ms more");
        });
        time.advance(Duration.ofSeconds(20));
        assertThat(breaker.call(() -> 7)).isEqualTo(7);
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(recorded)
                .extracting(ArmstrongEvent::sentence)
                .containsExactly(
                        "breaker payments is open, was closed: 2 failures in a row, the last: java.io.IOException: still down",
                        "breaker payments is half-open, was open: its recovery time is over, one call passes on trial",
                        "breaker payments is closed, was half-open: the trial succeeded");
    }

    /** A resource that is closed through the same breaker while a refusal is on its way: its own refusal is kept beside that one. */
    @Test
    void eachCallerHasARefusalOfItsOwn() throws Exception {
        CircuitBreaker breaker = shelf.breaker("twice", SPEC);
        breaker.forceOpen();
        assertThatThrownBy(() -> {
                    try (AutoCloseable session = () -> breaker.call(() -> "closed")) {
                        breaker.call(session::toString);
                    }
                })
                .isInstanceOf(BreakerOpen.class);
    }

    @Test
    void ignoresWhatTheSpecIgnoresAndItsSubclasses() {
        CircuitBreaker breaker = shelf.breaker("files", SPEC.with("ignored=java.io.IOException"));
        for (int i = 0; i < 5; i++) fail(breaker, new FileNotFoundException());
        assertThat(breaker.report().failures()).isZero();
        fail(breaker, new IllegalStateException());
        assertThat(breaker.report().failures()).isEqualTo(1);
    }

    @Test
    void aPermitCountsOnce() {
        CircuitBreaker breaker = shelf.breaker("once", SPEC);
        CircuitBreaker.Permit permit = breaker.acquire();
        permit.failed(new IOException());
        permit.failed(new IOException());
        permit.succeeded();
        assertThat(breaker.report().failures()).isEqualTo(1);
    }

    @Test
    void isForcedAndDisabledByHandUntilTheHandLetsGo() throws Exception {
        CircuitBreaker breaker = shelf.breaker("hand", SPEC);
        breaker.forceOpen();
        time.advance(Duration.ofDays(1));
        assertThatThrownBy(breaker::acquire)
                .isInstanceOfSatisfying(
                        BreakerOpen.class, open -> assertThat(open.retryAfter()).isZero());
        breaker.disable();
        for (int i = 0; i < 9; i++) fail(breaker, new IOException());
        assertThat(breaker.state()).isEqualTo(BreakerState.DISABLED);
        breaker.auto();
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        fail(breaker, new IOException());
        fail(breaker, new IOException());
        breaker.auto();
        assertThat(breaker.state()).as("auto undoes only what a hand did").isEqualTo(BreakerState.OPEN);
        breaker.close();
        assertThat(breaker.call(() -> 1)).isEqualTo(1);
    }

    @Test
    void thereIsOneOfEachName() {
        CircuitBreaker first = shelf.breaker("one", SPEC);
        assertThat(shelf.breaker("one", SPEC.with("failures=9"))).isSameAs(first);
        assertThat(shelf.find("one")).containsSame(first);
        assertThat(shelf.remove("one")).isTrue();
        assertThat(shelf.remove("one")).isFalse();
        assertThatThrownBy(() -> shelf.breaker(" ", SPEC)).hasMessageContaining("1 to 128 characters");
    }
}
