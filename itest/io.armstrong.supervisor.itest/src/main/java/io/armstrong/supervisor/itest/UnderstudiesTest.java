package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Holds.Hold;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Understudies;
import io.armstrong.api.spi.Understudies.Understudy;
import io.armstrong.supervisor.itest.child.Echo;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectService;

/** Children of nobody are held, relieved and let go as every other is, and nobody sees anything of them. */
class UnderstudiesTest extends Trees {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String ID = "nobodys";
    /** Threads that a process system has as long as it lives. */
    private static final Set<String> LASTING = Set.of("armstrong-timer", "armstrong-watch");

    @InjectService(timeout = 20_000)
    Understudies understudies;

    private Understudy understudy() throws Exception {
        return get(understudies.understudy(ID, new Echo(), 1));
    }

    private static Snapshot state(Hold hold) {
        return hold.children().get(0).snapshot();
    }

    /** One hand-over to another worker, with that state. */
    private static void relieve(Understudy understudy, Snapshot state) throws Exception {
        Hold hold = get(understudy.holds().hold(ID, LIMIT, Runnable::run));
        get(hold.relieve(understudy.relief(new Echo(), state.schema()), Map.of(ID, state), LIMIT));
        get(hold.release());
    }

    @Test
    void oneIsRelievedBetweenTwoMessages() throws Exception {
        try (Understudy understudy = understudy()) {
            Hold hold = get(understudy.holds().hold(ID, LIMIT));
            assertThat(hold.bundleId()).isEqualTo(understudy.bundleId());
            assertThat(state(hold)).isEqualTo(new Snapshot(1, Map.of("count", 0L)));
            get(hold.release());
            Snapshot next = new Snapshot(2, Map.of("count", 7L));
            relieve(understudy, next);
            Hold again = get(understudy.holds().hold(ID, LIMIT));
            assertThat(state(again)).isEqualTo(next);
            assertThatThrownBy(() -> get(understudy.holds().hold(ID, LIMIT)))
                    .as("it is in somebody's hand")
                    .isInstanceOf(SupervisionException.class);
            get(again.release());
        }
    }

    @Test
    void itsHoldsKnowNobodyElse() throws Exception {
        echo("somebodys", "tier=normal");
        up("somebodys");
        try (Understudy understudy = understudy()) {
            assertThatThrownBy(() -> understudy.holds().hold("somebodys", LIMIT))
                    .hasMessageContaining("no such child");
        }
    }

    @Test
    void nobodySeesIt() throws Exception {
        Set<ServiceReference<?>> services = services();
        long home = 0;
        for (int each = 0; each < 50; each++) {
            try (Understudy understudy = understudy()) {
                home = understudy.bundleId();
                for (int schema = 2; schema < 12; schema++)
                    relieve(understudy, new Snapshot(schema, Map.of("count", (long) schema)));
                assertThat(supervision.tree().children()).extracting("id").doesNotContain(ID);
                assertThatThrownBy(() -> supervision.status(ID)).hasMessageContaining("no such child");
                assertThat(services()).isEqualTo(services);
            }
        }
        assertThat(journal.entries("", 10_000))
                .filteredOn(entry -> Set.of(ID, "over-" + ID, "practice")
                        .contains(entry.event().child()))
                .extracting(entry -> entry.event().sentence())
                .isEmpty();
        assertThat(context.getBundle(home).getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void itsThreadsEndWithIt() throws Exception {
        Set<Thread> before = threads();
        Set<Thread> its;
        try (Understudy understudy = understudy()) {
            relieve(understudy, new Snapshot(2, Map.of("count", 1L)));
            its = new HashSet<>(threads());
            its.removeAll(before);
            assertThat(its).isNotEmpty();
        }
        await().until(() -> its.stream().noneMatch(Thread::isAlive));
    }

    private Set<ServiceReference<?>> services() throws Exception {
        return new HashSet<>(Arrays.asList(context.getAllServiceReferences(null, null)));
    }

    private static Set<Thread> threads() {
        Set<Thread> ours = new HashSet<>(Thread.getAllStackTraces().keySet());
        ours.removeIf(thread -> !LASTING.contains(thread.getName()));
        return ours;
    }
}
