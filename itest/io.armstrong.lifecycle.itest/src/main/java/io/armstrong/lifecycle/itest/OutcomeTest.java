package io.armstrong.lifecycle.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.spi.Lifecycle.Kind;
import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.lifecycle.itest.child.Good;
import io.armstrong.lifecycle.itest.child.OutOfMemory;
import io.armstrong.lifecycle.itest.child.Overflowing;
import io.armstrong.lifecycle.itest.child.StopThrowing;
import io.armstrong.lifecycle.itest.child.Throwing;
import io.armstrong.tiny.TinyBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** What each order comes to; the same on every framework. */
class OutcomeTest extends Children {
    @Test
    void aChildIsStartedStoppedRestartedAndRemoved() throws Exception {
        long id = install("good", Good.class);
        assertThat(get(lifecycle.start(id, LONG)))
                .isEqualTo(new Outcome(Kind.DONE, id, "ACTIVE", "1.0.0", "", List.of()));
        assertDone(get(lifecycle.restart(id, LONG, LONG)));
        assertThat(state(id)).isEqualTo(Bundle.ACTIVE);
        assertThat(get(lifecycle.stop(id, LONG)))
                .isEqualTo(new Outcome(Kind.DONE, id, "RESOLVED", "1.0.0", "", List.of()));
        assertThat(get(lifecycle.uninstall(id, LONG)))
                .isEqualTo(new Outcome(Kind.DONE, id, "UNINSTALLED", "1.0.0", "", List.of()));
        assertThat(get(lifecycle.start(id, LONG)).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void aTakenLocationIsRefused() throws Exception {
        long id = install("taken", Good.class);
        Outcome second =
                get(lifecycle.install("tiny:taken", TinyBundle.named("other").in(folder), LONG));
        assertThat(second.kind()).isEqualTo(Kind.REFUSED);
        assertThat(second.bundleId()).isEqualTo(id);
    }

    @Test
    void anActivatorThatThrowsFails() throws Exception {
        long id = install("throwing", Throwing.class);
        Outcome outcome = get(lifecycle.start(id, LONG));
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.state()).isEqualTo("RESOLVED");
        assertThat(outcome.cause())
                .startsWith("java.lang.IllegalStateException: no port at " + Throwing.class.getName() + ".start(");
        assertThat(outcome.trace()).first().asString().contains("Throwing.start(");
    }

    @Test
    void errorsOutOfAnActivatorFailToo() throws Exception {
        Outcome overflow = get(lifecycle.start(install("overflowing", Overflowing.class), LONG));
        assertThat(overflow.kind()).isEqualTo(Kind.FAILED);
        assertThat(overflow.cause())
                .startsWith("java.lang.StackOverflowError at " + Overflowing.class.getName() + ".deeper(");
        assertThat(overflow.trace()).hasSize(32);
        Outcome memory = get(lifecycle.start(install("outofmemory", OutOfMemory.class), LONG));
        assertThat(memory.kind()).isEqualTo(Kind.FAILED);
        assertThat(memory.cause()).startsWith("java.lang.OutOfMemoryError: ");
    }

    @Test
    void aStopThatThrowsIsReportedAndARestartGoesOn() throws Exception {
        long id = install("stopthrowing", StopThrowing.class);
        assertDone(get(lifecycle.start(id, LONG)));
        Outcome restart = get(lifecycle.restart(id, LONG, LONG));
        assertThat(restart.kind()).isEqualTo(Kind.DONE);
        assertThat(restart.state()).isEqualTo("ACTIVE");
        assertThat(restart.cause()).startsWith("stop: java.lang.IllegalStateException: cannot flush at ");
        Outcome stop = get(lifecycle.stop(id, LONG));
        assertThat(stop.kind()).isEqualTo(Kind.DONE);
        assertThat(stop.state()).isEqualTo("RESOLVED");
        assertThat(stop.cause()).startsWith("java.lang.IllegalStateException: cannot flush at ");
    }

    @Test
    void anUpdateBringsTheNewContentWithoutStartingIt() throws Exception {
        long id = install("updated", Good.class);
        assertDone(get(lifecycle.start(id, LONG)));
        Path two = TinyBundle.named("updated")
                .version("2.0.0")
                .activator(Good.class)
                .in(folder);
        assertThat(get(lifecycle.update(id, two, LONG)))
                .isEqualTo(new Outcome(Kind.DONE, id, "RESOLVED", "2.0.0", "", List.of()));
        assertDone(get(lifecycle.start(id, LONG)));
    }

    /** Equinox may start it by itself then, Felix does not. */
    @Test
    void anUpdateOfABundleThatSomebodyStartedForGoodIsDone() throws Exception {
        long id = install("forgood", Good.class);
        context.getBundle(id).start();
        Path two = TinyBundle.named("forgood")
                .version("2.0.0")
                .activator(Good.class)
                .in(folder);
        Outcome update = get(lifecycle.update(id, two, LONG));
        assertDone(update);
        assertThat(update.version()).isEqualTo("2.0.0");
        assertDone(get(lifecycle.start(id, LONG)));
    }

    @Test
    void anUpdateThatDoesNotResolveFailsAndTheOldJarBringsTheOldBack() throws Exception {
        TinyBundle one = TinyBundle.named("unresolved").activator(Good.class);
        long id = install("unresolved", one);
        assertDone(get(lifecycle.start(id, LONG)));
        Path two = TinyBundle.named("unresolved")
                .version("2.0.0")
                .header("Import-Package", "no.where")
                .in(folder);
        Outcome outcome = get(lifecycle.update(id, two, LONG));
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.state()).isEqualTo("INSTALLED");
        assertThat(outcome.version()).isEqualTo("2.0.0");
        assertThat(outcome.cause())
                .startsWith("org.osgi.framework.BundleException: does not resolve: missing osgi.wiring.package ")
                .contains("(osgi.wiring.package=no.where)");
        assertThat(get(lifecycle.start(id, LONG)).cause())
                .startsWith("org.osgi.framework.BundleException: does not resolve: missing osgi.wiring.package ");

        assertDone(get(lifecycle.update(id, one.in(folder), LONG)));
        assertDone(get(lifecycle.start(id, LONG)));
        assertThat(context.getBundle(id).getVersion().toString()).isEqualTo("1.0.0");
    }

    @Test
    void anUpdateToAThrowingActivatorFailsAtItsStart() throws Exception {
        long id = install("thrower", Good.class);
        assertDone(get(lifecycle.start(id, LONG)));
        Path two = TinyBundle.named("thrower")
                .version("2.0.0")
                .activator(Throwing.class)
                .in(folder);
        assertDone(get(lifecycle.update(id, two, LONG)));
        Outcome start = get(lifecycle.start(id, LONG));
        assertThat(start.kind()).isEqualTo(Kind.FAILED);
        assertThat(start.state()).isEqualTo("RESOLVED");
        assertThat(start.version()).isEqualTo("2.0.0");
        assertThat(start.cause()).startsWith("java.lang.IllegalStateException: no port at ");
    }

    @Test
    void anUpdateToRubbishFailsAndLeavesTheOld() throws Exception {
        long id = install("rubbish", Good.class);
        assertDone(get(lifecycle.start(id, LONG)));
        Path rubbish = Files.writeString(folder.resolve("rubbish.jar"), "not a zip");
        Outcome outcome = get(lifecycle.update(id, rubbish, LONG));
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.version()).isEqualTo("1.0.0");
        assertThat(outcome.cause()).isNotEmpty();
        assertDone(get(lifecycle.start(id, LONG)));
    }

    @Test
    void aMissingJarFailsAndLeavesTheOld() throws Exception {
        long id = install("missing", Good.class);
        Outcome outcome = get(lifecycle.update(id, folder.resolve("nowhere.jar"), LONG));
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.cause()).startsWith("java.nio.file.NoSuchFileException: ");
    }
}
