package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.upgrade.itest.fixture.WaitsAtGate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The start of a new version, in the test's hand: see {@link WaitsAtGate}. */
final class Gate implements AutoCloseable {
    private final String name;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    private Gate(String name) {
        this.name = name;
        System.getProperties().put(name + ".reached", reached);
        System.getProperties().put(name + ".open", open);
    }

    /** Before the twin of that child starts. */
    static Gate twin(String id) {
        return new Gate("test." + id + ".twin");
    }

    /** Before that child's own bundle starts in its new version: the twin serves meanwhile. */
    static Gate own(String id) {
        return new Gate("test." + id + ".own");
    }

    void reached() throws InterruptedException {
        assertThat(reached.await(60, TimeUnit.SECONDS)).as(name + " reached").isTrue();
    }

    void open() {
        open.countDown();
    }

    @Override
    public void close() {
        open.countDown();
        System.getProperties().remove(name + ".reached");
        System.getProperties().remove(name + ".open");
    }
}
