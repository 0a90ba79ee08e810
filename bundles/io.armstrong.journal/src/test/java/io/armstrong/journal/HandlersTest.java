package io.armstrong.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An event is made for whoever asks for it by his topics, and for nobody else. */
class HandlersTest {
    private final Handlers handlers = new Handlers("io/armstrong/");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"*", "io/*", "io/armstrong/*", "io/armstrong/child-exited", "io/armstrong/child/*"})
    void isAskedFor(@Nullable String topic) {
        handlers.put("handler", topic);
        assertThat(handlers.some()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org/osgi/*", "io/armstrong", "io/armstrongs/*", "io", "", "com/io/armstrong/x"})
    void isNotAskedFor(String topic) {
        handlers.put("handler", topic);
        assertThat(handlers.some()).isFalse();
    }

    @Test
    void oneTopicOfSeveralIsEnough() {
        handlers.put("array", new String[] {"org/osgi/*", "io/armstrong/*"});
        assertThat(handlers.some()).isTrue();
        handlers.remove("array");
        handlers.put("list", List.of("org/osgi/*", "io/armstrong/*"));
        assertThat(handlers.some()).isTrue();
    }

    @Test
    void isAskedForUntilTheLastHandlerHasGoneOrWantsSomethingElse() {
        handlers.put("one", "io/armstrong/*");
        handlers.put("other", "*");
        handlers.put("stranger", "com/acme/*");
        handlers.put("one", "com/acme/*");
        assertThat(handlers.some()).isTrue();
        handlers.remove("other");
        assertThat(handlers.some()).isFalse();
    }
}
