package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.spi.Faces;
import io.armstrong.face.itest.words.Caller;
import io.armstrong.face.itest.words.Echo;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceException;

/** Decision D16: what others see of a child's ordinary services. */
class FaceTest extends Scene {
    @Test
    void othersSeeOneProxyWithTheSamePropertiesAndNoRawService() throws Exception {
        Bundle child = child("f-props", "");
        Echo echo = echo("f-props");
        assertThat(references(Echo.class, "(version=1.0.0)")).singleElement().satisfies(seen -> {
            assertThat(seen.getProperty("component.name")).isEqualTo("echo");
            assertThat(seen.getProperty("armstrong.child")).isEqualTo("f-props");
            assertThat(seen.getBundle().getSymbolicName()).isEqualTo("io.armstrong.face");
        });
        assertThat(child.getBundleContext().getServiceReferences(Echo.class, null))
                .as("the child sees its own raw service and no face of it")
                .singleElement()
                .satisfies(seen -> assertThat(seen.getBundle()).isEqualTo(child));
        assertThat(echo.say("hi")).isEqualTo("1.0.0:hi");
        assertThat(report("f-props").services()).containsExactly(new Faces.Service(Echo.class.getName(), true, ""));
    }

    @Test
    void whatTheChildThrowsIsAnAnswer() throws Exception {
        child("f-throws", "");
        Echo echo = echo("f-throws");
        assertThatThrownBy(echo::complain)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("complains");
        assertThatThrownBy(echo::refuse).isInstanceOf(Echo.NoSuchWord.class);
        assertThat(Set.of(echo)).contains(echo("f-throws"));
        assertThat(echo).hasToString(Echo.class.getName() + " of child f-throws");
        assertThat(report("f-throws").inFlight()).isZero();
    }

    @Test
    void aConsumerIsActivatedOnceThroughRestartAndCrash() throws Exception {
        child("f-once", "");
        Caller caller = caller("f-once");
        for (int round = 0; round < 3; round++) {
            restart("f-once");
            assertThat(caller.echo().say("x")).isEqualTo("1.0.0:x");
        }
        long before = up("f-once").incarnation();
        supervision.crash("f-once", "boom");
        await().until(() -> supervision.status("f-once").incarnation() > before);
        assertThat(caller.echo().say("y")).isEqualTo("1.0.0:y");
        assertThat(caller.activations()).isEqualTo(1);
    }

    @Test
    void callsUnderWayAreLetFinishBeforeAStop() throws Exception {
        child("f-drain", "shutdown=60000;parking=\"park limit=60000\"");
        Echo echo = echo("f-drain");
        CountDownLatch latch = latch("f-drain.latch");
        CompletableFuture<String> inside = calling(() -> echo.sayWhenLet("f-drain.latch"));
        await().until(() -> report("f-drain").inFlight() == 1);
        CompletableFuture<?> restart = supervision.restart("f-drain").toCompletableFuture();
        await().until(() -> report("f-drain").state().equals("parking"));
        CompletableFuture<String> parked = calling(() -> echo.say("later"));
        await().until(() -> report("f-drain").parked() == 1);
        assertThat(restart).isNotDone();
        latch.countDown();
        assertThat(done(inside)).isEqualTo("1.0.0:f-drain.latch");
        assertThat(done(parked)).isEqualTo("1.0.0:later");
        done(restart);
    }

    @Test
    void aCallThatOverrunsTheStopGetsTheExceptionAndIsNotRunAgain() throws Exception {
        child("f-overrun", "shutdown=200");
        Echo echo = echo("f-overrun");
        CountDownLatch latch = latch("f-overrun.latch");
        CompletableFuture<String> inside = calling(() -> echo.sayWhenLet("f-overrun.latch"));
        await().until(() -> report("f-overrun").inFlight() == 1);
        restart("f-overrun");
        assertThat(echo.say("new")).isEqualTo("1.0.0:new");
        latch.countDown();
        assertThatThrownBy(inside::join)
                .hasCauseInstanceOf(ServiceException.class)
                .hasMessageContaining("f-overrun")
                .hasMessageContaining("stopped while it was in the call");
        await().until(() -> report("f-overrun").inFlight() == 0);
    }

    @Test
    void faceNoneShowsTheRawServiceAsEver() throws Exception {
        Bundle child = child("f-none", "face=none");
        assertThat(references(Echo.class, "(version=1.0.0)"))
                .singleElement()
                .satisfies(seen -> assertThat(seen.getBundle()).isEqualTo(child));
        assertThat(faces.report("f-none")).isEmpty();
    }

    @Test
    void aServiceThatWasThereBeforeItsBundleBecameAChildGetsAFaceToo() throws Exception {
        Bundle bundle = install(Jars.echo("f-late", "1.0.0"));
        bundle.start();
        await().until(() -> first(Echo.class, "(version=1.0.0)") != null);
        done(supervision.add(ChildSpec.of("f-late").withSource(new ChildSource.InBundle("f-late", ""))));
        Caller caller = caller("f-late");
        restart("f-late");
        assertThat(caller.echo().say("z")).isEqualTo("1.0.0:z");
        assertThat(caller.activations()).isEqualTo(1);
        done(supervision.remove("f-late"));
        await().until(() -> references(Echo.class, "(armstrong.child=f-late)").isEmpty());
    }
}
