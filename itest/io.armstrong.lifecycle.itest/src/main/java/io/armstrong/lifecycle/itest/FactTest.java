package io.armstrong.lifecycle.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.FrameworkFact.Kind;
import io.armstrong.lifecycle.itest.child.Good;
import io.armstrong.tiny.TinyBundle;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** Whose hand it was. */
class FactTest extends Children {
    /** A fact that comes after all that happened before. */
    private void tellAll() throws Exception {
        int before = facts.size();
        Bundle mark = context.installBundle(
                "tiny:mark", Files.newInputStream(TinyBundle.named("mark").in(folder)));
        mark.uninstall();
        await().until(() -> facts.stream()
                .skip(before)
                .anyMatch(fact -> fact.kind() == Kind.UNINSTALLED && fact.bundleId() == mark.getBundleId()));
    }

    @Test
    void anotherHandIsAFactAndOursIsNot() throws Exception {
        long ours = install("ours", Good.class);
        long theirs = install("theirs", Good.class);
        assertDone(get(lifecycle.start(ours, LONG)));
        assertDone(get(lifecycle.start(theirs, LONG)));
        Path two =
                TinyBundle.named("ours").version("2.0.0").activator(Good.class).in(folder);
        assertDone(get(lifecycle.stop(ours, LONG)));
        assertDone(get(lifecycle.update(ours, two, LONG)));
        assertDone(get(lifecycle.restart(ours, LONG, LONG)));
        assertDone(get(lifecycle.refresh(List.of(ours), LONG)));
        assertThat(state(ours)).isEqualTo(Bundle.ACTIVE);
        assertDone(get(lifecycle.uninstall(ours, LONG)));

        Bundle other = context.getBundle(theirs);
        other.stop();
        other.start();
        Path three = TinyBundle.named("theirs")
                .version("3.0.0")
                .activator(Good.class)
                .in(folder);
        try (InputStream content = Files.newInputStream(three)) {
            other.update(content);
        }
        other.uninstall();
        tellAll();

        assertThat(facts(ours)).isEmpty();
        assertThat(facts(theirs).stream().filter(kind -> kind != Kind.RESOLVED && kind != Kind.UNRESOLVED))
                .containsExactly(
                        Kind.STOPPED,
                        Kind.STARTED,
                        Kind.STOPPED,
                        Kind.UPDATED,
                        Kind.STARTED,
                        Kind.STOPPED,
                        Kind.UNINSTALLED);
        assertThat(facts).filteredOn(fact -> fact.bundleId() == theirs).allMatch(fact -> fact.symbolicName()
                .equals("theirs"));
    }

    @Test
    void aListenerComesAndGoes() throws Exception {
        List<FrameworkFact> late = new CopyOnWriteArrayList<>();
        ServiceRegistration<?> registration = context.registerService(FrameworkFact.Listener.class, late::add, null);
        tellAll();
        await().until(() -> late.stream().anyMatch(fact -> fact.kind() == Kind.UNINSTALLED)); // the last of them
        registration.unregister();
        int before = late.size();
        tellAll();
        assertThat(late).hasSize(before);
    }

    @Test
    void aListenerThatThrowsStopsNobody() throws Exception {
        context.registerService(
                FrameworkFact.Listener.class,
                fact -> {
                    throw new IllegalStateException("mine");
                },
                null);
        tellAll();
        tellAll();
    }
}
