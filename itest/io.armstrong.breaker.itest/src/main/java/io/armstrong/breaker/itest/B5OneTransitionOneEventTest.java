package io.armstrong.breaker.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.test.common.annotation.InjectService;

/** Row B5: a breaker of a child goes round once, and everybody hears of each transition once and in order. */
class B5OneTransitionOneEventTest extends Children {
    @InjectService(timeout = 20_000)
    CommandProcessor commands;

    @Test
    void serviceJournalEventAdminAndShellTellEachTransitionOnce() throws Exception {
        List<String> posted = new CopyOnWriteArrayList<>();
        EventHandler handler = event -> posted.add((String) event.getProperty("to"));
        var registration = context.registerService(
                EventHandler.class,
                handler,
                FrameworkUtil.asDictionary(Map.of(EventConstants.EVENT_TOPIC, "io/armstrong/breaker-changed")));
        try {
            child("b5", "breaker=\"failures=2 recovery=3000 trials=1\"");
            assertThat(shown("b5")).isEqualTo("closed");
            long incarnation = supervision.status("b5").incarnation();
            miss("b5");
            miss("b5");
            assertThat(shown("b5")).isEqualTo("open");
            assertThat(status("b5")).isEqualTo(ChildStatus.UP);
            assertThatThrownBy(() -> call("b5", "hello")).isInstanceOfSatisfying(SupervisionException.class, told -> {
                assertThat(told.code()).isEqualTo(Code.REFUSED);
                assertThat(told.getMessage()).containsPattern("its breaker is open, retry in \\d+ ms");
            });
            await().until(() -> shown("b5").equals("half-open"));
            assertThat(call("b5", "hello")).isEqualTo("hello");
            assertThat(shown("b5")).isEqualTo("closed");
            assertThat(supervision.status("b5").incarnation())
                    .as("nothing was restarted")
                    .isEqualTo(incarnation);

            List<String> round = List.of("open", "half-open", "closed");
            await().until(() -> posted.size() >= 3 && heard.size() >= 3);
            assertThat(posted).isEqualTo(round);
            assertThat(heard).extracting(BreakerChange::name).containsOnly("b5");
            assertThat(heard).extracting(change -> change.to().text()).isEqualTo(round);
            assertThat(journal.entries("b5", 100).stream()
                            .map(entry -> entry.event())
                            .filter(ArmstrongEvent.BreakerChanged.class::isInstance)
                            .map(event -> event.data().get("to")))
                    .isEqualTo(round);
            String shell = sup("sup:events --child b5 --json");
            for (String state : round)
                assertThat(shell.split("\"to\":\"" + state + "\"", -1)).hasSize(2);
        } finally {
            registration.unregister();
        }
    }

    /** One that opened later goes round after the other would have. */
    @Test
    void theBreakerOfARemovedChildTellsNothingMore() throws Exception {
        BreakerSpec spec = BreakerSpec.of(1, Duration.ofMillis(1500), 1);
        child("b5gone", "breaker=\"failures=1 recovery=1500 trials=1\"");
        miss("b5gone");
        assertThat(shown("b5gone")).isEqualTo("open");
        remove("b5gone");
        await().until(() -> breakers.find("b5gone").isEmpty());
        await().until(() -> !heard.isEmpty());
        heard.clear();
        assertThatThrownBy(() -> breakers.breaker("b5after", spec).call(() -> {
                    throw new IllegalStateException("boom");
                }))
                .hasMessage("boom");
        await().until(() -> heard.size() >= 2);
        assertThat(heard).extracting(BreakerChange::name).containsOnly("b5after");
        breakers.remove("b5after");
    }

    private String sup(String line) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (CommandSession session = commands.createSession(new ByteArrayInputStream(new byte[0]), print, print)) {
            session.execute(line);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
