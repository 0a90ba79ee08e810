package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static StackTraceElement[] stack(int depth) {
        return IntStream.range(0, depth)
                .mapToObj(i -> new StackTraceElement("a.B", "m" + i, "B.java", i))
                .toArray(StackTraceElement[]::new);
    }

    private static Supplier<StackTraceElement[]> given(StackTraceElement... stack) {
        return () -> stack;
    }

    @Test
    void keepsTheFirst32FramesAsText() {
        ExitReason.Crashed crash = ExitReason.Crashed.at(CrashCause.HANDLER, "boom", given(stack(40)));

        assertThat(crash.trace()).hasSize(32).startsWith("a.B.m0(B.java:0)").endsWith("a.B.m31(B.java:31)");
    }

    @Test
    void equalsACrashWhoseFramesWereTextAllAlong() {
        ExitReason lazy = ExitReason.Crashed.at(CrashCause.HANDLER, "boom", given(stack(2)));
        ExitReason text =
                new ExitReason.Crashed(CrashCause.HANDLER, "boom", List.of("a.B.m0(B.java:0)", "a.B.m1(B.java:1)"));

        assertThat(lazy).isEqualTo(text).hasSameHashCodeAs(text);
    }

    @Test
    void asksForThemWhenTheyAreRead() {
        AtomicInteger asked = new AtomicInteger();
        ExitReason.Crashed crash = ExitReason.Crashed.at(CrashCause.HANDLER, "boom", () -> {
            asked.incrementAndGet();
            return stack(1);
        });

        assertThat(crash.text()).isEqualTo("boom");
        assertThat(asked).hasValue(0);
        assertThat(crash.trace()).containsExactly("a.B.m0(B.java:0)");
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void ofNoFramesIsEmpty() {
        assertThat(ExitReason.Crashed.at(CrashCause.HANDLER, "boom", given(stack(0)))
                        .trace())
                .isEmpty();
    }
}
