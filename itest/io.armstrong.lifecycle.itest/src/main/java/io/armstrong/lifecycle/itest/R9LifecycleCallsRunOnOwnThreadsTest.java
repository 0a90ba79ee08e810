package io.armstrong.lifecycle.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.Lifecycle.Kind;
import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.lifecycle.itest.child.Good;
import io.armstrong.lifecycle.itest.child.SelfWaiting;
import io.armstrong.tiny.TinyBundle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature R9: the supervisor never blocks or deadlocks the framework. */
class R9LifecycleCallsRunOnOwnThreadsTest extends Children {
    private static final String COMPONENT = """
            <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="self" immediate="true" activate="activate">
              <implementation class="%s"/>
            </scr:component>
            """.formatted(SelfWaiting.class.getName());

    private TinyBundle selfWaiting() throws Exception {
        return TinyBundle.named("selfwaiting")
                .header("Service-Component", "OSGI-INF/self.xml")
                .header("Import-Package", "org.osgi.framework,org.osgi.util.tracker")
                .content(SelfWaiting.class)
                .entry("OSGI-INF/self.xml", COMPONENT.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aChildWhoseActivateWaitsOnAServiceFromItselfIsTimedOutAndOthersAreUnaffected() throws Exception {
        long waiting = install("selfwaiting", selfWaiting());
        List<Long> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) others.add(install("other" + i, Good.class));

        CompletionStage<Outcome> start = lifecycle.start(waiting, LONG.dividedBy(5));
        await().until(() -> Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> entry.getKey().getName().startsWith("armstrong-lifecycle-"))
                .flatMap(entry -> List.of(entry.getValue()).stream())
                .anyMatch(frame -> frame.getClassName().equals(SelfWaiting.class.getName())));
        for (long other : others) assertDone(get(lifecycle.restart(other, LONG, LONG)));
        assertThat(start.toCompletableFuture()).isNotDone();

        Outcome outcome = get(start);
        assertThat(outcome.kind()).isEqualTo(Kind.OVERRAN);
        assertThat(outcome.cause()).startsWith("did not return within 4 s");
        assertThat(state(waiting)).isEqualTo(Bundle.RESOLVED);
        for (long other : others) assertThat(state(other)).isEqualTo(Bundle.ACTIVE);
    }
}
