package io.armstrong.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallersStackTest {
    private final CallersStack stack = new CallersStack();

    private List<Boolean> asked() {
        return IntStream.range(0, 40).mapToObj(i -> stack.shallow()).toList();
    }

    private static <T> T below(int frames, Supplier<T> there) {
        return frames == 0 ? there.get() : below(frames - 1, there);
    }

    @Test
    void aDeepOneIsFoundSoonAndForgottenSoonAfter() {
        assertThat(asked()).containsOnly(true);
        assertThat(below(600, this::asked)).endsWith(false, false);
        assertThat(asked()).endsWith(true, true);
    }

    @Test
    void whoeverAsksDeepFirstIsNotTrusted() {
        assertThat(below(600, stack::shallow)).isFalse();
    }
}
