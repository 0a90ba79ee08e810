package io.armstrong.supervisor.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.process.supervise.ChildSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A plain bundle as a child, over a framework that answers when the test says so. */
class BundleChildTest {
    private static final ChildSpec SPEC = ChildSpec.of("it").withSource(new ChildSource.InBundle("its.bundle", ""));
    private static final Shutdown SHUTDOWN = new Shutdown.Within(Duration.ofMillis(200));

    private final OneBundle framework = new OneBundle("its.bundle");
    private final List<String> told = new ArrayList<>();
    private final BundleChild child = new BundleChild(framework.world(), "it", SPEC, false);
    /** What its supervisor does when it hears that an incarnation was stopped. */
    private Runnable next = () -> {};

    private void start(long incarnation) {
        child.start(SPEC, incarnation, null, new Sink(incarnation));
        framework.run();
    }

    private void up(long incarnation) {
        start(incarnation);
        framework.answer(Lifecycle.Kind.DONE);
    }

    @Test
    void stopsAndStartsAgain() {
        up(1);
        child.stop(1, SHUTDOWN, ExitReason.SHUTDOWN);
        framework.run();
        framework.answer(Lifecycle.Kind.DONE);
        up(2);
        assertThat(told).containsExactly("1 started", "1 stopped shutdown", "2 started");
    }

    /** The kill comes when the stop is done and its supervisor begins the next start: it is of an incarnation that is gone. */
    @Test
    void aKillThatComesWithTheEndOfTheStopDoesNotEndTheNextStart() {
        up(1);
        child.stop(1, SHUTDOWN, ExitReason.SHUTDOWN);
        framework.run();
        next = () -> child.start(SPEC, 2, null, new Sink(2));
        framework.begin(Lifecycle.Kind.DONE);
        child.kill(1);
        framework.run();
        framework.answer(Lifecycle.Kind.DONE);
        assertThat(told).contains("2 started").doesNotContain("2 stopped shutdown");
    }

    /** Its supervisor gave the first start up and began another: what becomes of the first is of no interest any more. */
    @Test
    void theLateAnswerOfAStartThatWasGivenUpIsNotTakenForThatOfTheNext() {
        start(1);
        child.kill(1);
        framework.run();
        start(2);
        child.stop(2, SHUTDOWN, ExitReason.SHUTDOWN);
        framework.run();
        framework.answer(Lifecycle.Kind.FAILED);
        assertThat(told).as("the start of 2 is under way").isEmpty();
        framework.answer(Lifecycle.Kind.DONE); // the start of 2
        framework.answer(Lifecycle.Kind.DONE); // its stop
        assertThat(told).containsExactly("2 stopped shutdown");
    }

    /** What it is told of then is of no incarnation that is up. */
    @Test
    void aBundleThatSomebodyStopsAsItStartsIsNotTakenForUp() {
        start(1);
        framework.begin(Lifecycle.Kind.DONE);
        framework.stoppedByHand();
        child.vanished("stopped");
        framework.run();
        assertThat(told)
                .singleElement()
                .asString()
                .contains("1 start failed", "stopped by somebody else as it started");
    }

    /** As with a service that is missing: it may come at any time, and no restart makes it come. */
    @Test
    void aBundleThatDoesNotResolveWaitsAndIsTriedEverLessOften() {
        start(1);
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 8; i++) pauses.add(framework.unresolved("package a").toMillis());
        assertThat(pauses).containsExactly(25L, 50L, 100L, 200L, 400L, 800L, 1000L, 1000L);
        framework.unresolved("package b");
        assertThat(child.missing()).isEqualTo("it waits for its bundle to resolve: missing package b");
        framework.answer(Lifecycle.Kind.DONE);
        assertThat(told)
                .containsExactly(
                        "1 waiting it waits for its bundle to resolve: missing package a",
                        "1 waiting it waits for its bundle to resolve: missing package b",
                        "1 started");
        assertThat(child.missing()).isEmpty();
    }

    @Test
    void oneThatWaitsForItsImportsIsStoppedAtOnce() {
        start(1);
        framework.unresolved("package a"); // the next try is under way
        child.stop(1, SHUTDOWN, ExitReason.SHUTDOWN);
        framework.run();
        framework.unresolved("package a");
        framework.run();
        assertThat(told).last().isEqualTo("1 stopped shutdown");
        assertThat(child.missing()).isEmpty();
    }

    @Test
    void oneThatIsCrashedWhileItIsTriedFailsWithThat() {
        start(1);
        framework.unresolved("package a"); // the next try is under way
        child.crash(ExitReason.parse("boom"));
        framework.run();
        framework.unresolved("package a");
        assertThat(told).last().asString().startsWith("1 start failed").contains("boom");
        up(2);
        assertThat(told).last().isEqualTo("2 started");
    }

    /** Its supervisor ended and another one counts from 1 again: what the first one's start comes to is of no interest, and it is told anew. */
    @Test
    void theNextSupervisorIsToldWhatItWaitsFor() {
        start(1);
        framework.unresolved("package a"); // the next try is under way
        child.stop(1, SHUTDOWN, ExitReason.SHUTDOWN);
        framework.run();
        start(1);
        framework.unresolved("package a"); // of the first one
        framework.run();
        framework.unresolved("package a");
        framework.answer(Lifecycle.Kind.DONE);
        String waits = "1 waiting it waits for its bundle to resolve: missing package a";
        assertThat(told).containsExactly(waits, waits, "1 started");
    }

    private final class Sink implements ChildSink {
        private final long incarnation;

        Sink(long incarnation) {
            this.incarnation = incarnation;
        }

        private void tell(String what) {
            told.add(incarnation + " " + what);
        }

        @Override
        public void started() {
            tell("started");
        }

        @Override
        public void waiting(String missing) {
            tell("waiting " + missing);
        }

        @Override
        public void ignored() {
            tell("ignored");
        }

        @Override
        public void startFailed(ExitReason reason) {
            tell("start failed " + reason.text());
        }

        @Override
        public void stopped(ExitReason reason) {
            tell("stopped " + reason.text());
            Runnable then = next;
            next = () -> {};
            then.run();
        }

        @Override
        public void exited(ExitReason reason) {
            tell("exited " + reason.text());
        }

        @Override
        public void hung(ExitReason reason) {
            tell("hung " + reason.text());
        }
    }
}
