package io.armstrong.gogo.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainTest {
    private enum Mood {
        GLAD
    }

    private record Point(int x, Object y) {}

    private static String json(Object value) {
        return new ReplyView(value).text(null).strip();
    }

    @Test
    void recordsGoByComponentName() {
        assertThat(json(new Point(1, List.of(new Point(2, null), Mood.GLAD))))
                .isEqualTo("{\"x\":1,\"y\":[{\"x\":2,\"y\":null},\"GLAD\"]}");
    }

    @Test
    void scalarsStayThemselves() {
        assertThat(json(null)).isEqualTo("null");
        assertThat(json(42L)).isEqualTo("42");
        assertThat(json(true)).isEqualTo("true");
        assertThat(json("a\u001b\n")).isEqualTo("\"a\\u001B\\n\"");
        assertThat(json(Map.of(7, Duration.ofSeconds(3)))).isEqualTo("{\"7\":\"PT3S\"}");
        assertThat(json(new Object[] {1, null})).isEqualTo("[1,null]");
        assertThat(json("gr\u00fcn")).isEqualTo("\"gr\\u00FCn\"");
    }

    @Test
    void aLargeReplyIsIndentedForPeople() {
        assertThat(json(Map.of("x".repeat(100), 1))).contains("\n").hasSizeGreaterThan(100);
    }

    @Test
    void aReplyThatHoldsItselfEnds() {
        List<Object> loop = new ArrayList<>(Arrays.asList(1));
        loop.add(loop);
        assertThat(json(loop)).contains("java.util.ArrayList");
    }
}
