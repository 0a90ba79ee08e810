package io.armstrong.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ArmstrongEvent.ChildExited;
import io.armstrong.api.ArmstrongEvent.Escalated;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Journal.Entry;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventHandler;
import org.osgi.service.log.LogLevel;

class RenderingTest {
    private static final ArmstrongEvent CRASH =
            new ChildExited("counter", "normal", 3, ExitReason.Crashed.explicit("boom"));

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of("plain text é 漢 😀", "plain text é 漢 😀"),
                Arguments.of("\u001b[31mred\u001b[0m", "[31mred[0m"),
                Arguments.of("forged\r\n#13 line", "forged  #13 line"),
                Arguments.of("a\u202eb\u200bc\u0007", "abc"),
                Arguments.of("half \ud83d end", "half  end"));
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void foreignTextIsOneLineWithoutEscapes(String foreign, String shown) {
        assertThat(Printable.line(foreign)).isEqualTo(shown);
    }

    @Test
    void aLineOfTheLogHasTheNumberAndTheSentence() {
        assertThat(LogListener.line(new Entry(12, Instant.EPOCH, CRASH)))
                .isEqualTo("#12 counter exited, incarnation 3: boom");
    }

    @Test
    void aCrashIsAWarningAndAnOrderlyEndIsNot() {
        assertThat(LogListener.level(CRASH)).isEqualTo(LogLevel.WARN);
        assertThat(LogListener.level(new ChildExited("c", "s", 1, ExitReason.SHUTDOWN)))
                .isEqualTo(LogLevel.INFO);
        assertThat(LogListener.level(new Escalated("c", "s", ExitReason.SHUTDOWN)))
                .isEqualTo(LogLevel.ERROR);
    }

    @Test
    void anEventIsPostedWhileSomebodyAsksForIt() {
        List<Event> posted = new ArrayList<>();
        EventAdminListener listener = new EventAdminListener(new EventAdmin() {
            @Override
            public void postEvent(Event event) {
                posted.add(event);
            }

            @Override
            public void sendEvent(Event event) {
                throw new AssertionError("nobody may be held up");
            }
        });
        listener.recorded(new Entry(12, Instant.EPOCH, CRASH));
        assertThat(posted).isEmpty();
        listener.addHandler(handler("io/armstrong/*"));
        listener.recorded(new Entry(13, Instant.EPOCH, CRASH));
        assertThat(posted).singleElement().satisfies(event -> assertThat(event.getProperty("sequence"))
                .isEqualTo(13L));
    }

    @SuppressWarnings("unchecked")
    private static ServiceReference<EventHandler> handler(String topics) {
        return (ServiceReference<EventHandler>) Proxy.newProxyInstance(
                RenderingTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (self, call, args) -> call.getName().equals("hashCode") ? 1 : topics);
    }

    @Test
    void anEventHasItsKindInTheTopicAndItsDataAsProperties() {
        Event event = EventAdminListener.event(new Entry(12, Instant.ofEpochMilli(5), CRASH));
        assertThat(event.getTopic()).isEqualTo("io/armstrong/child-exited");
        assertThat(event.getProperty("child")).isEqualTo("counter");
        assertThat(event.getProperty("incarnation")).isEqualTo(3L);
        assertThat(event.getProperty("sequence")).isEqualTo(12L);
        assertThat(event.getProperty("timestamp")).isEqualTo(5L);
        assertThat(event.getProperty("sentence")).isEqualTo("counter exited, incarnation 3: boom");
    }
}
