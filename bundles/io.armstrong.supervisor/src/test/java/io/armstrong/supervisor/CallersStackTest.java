package io.armstrong.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallersStackTest {
    private final CallersStack stack = new CallersStack();

    private List<Boolean> asked(int times) {
        return IntStream.range(0, times).mapToObj(i -> stack.takes()).toList();
    }

    private static <T> T below(int frames, Supplier<T> there) {
        return frames == 0 ? there.get() : below(frames - 1, there);
    }

    @Test
    void takesAllWhileItIsShallowAndEndsARowWithEachEighth() {
        assertThat(asked(7)).containsOnly(true);
        assertThat(stack.endsRow()).isFalse();
        assertThat(asked(1)).containsOnly(true);
        assertThat(stack.endsRow()).isTrue();
        long ends = IntStream.range(0, 8000)
                .filter(i -> stack.takes() && stack.endsRow())
                .count();
        assertThat(ends).isEqualTo(1000);
    }

    @Test
    void takesNoneWhileItIsDeepAndSomeSoonAfter() {
        assertThat(below(600, () -> asked(100))).containsOnly(false);
        assertThat(asked(16)).contains(true);
    }

    @Test
    void isLookedAtAgainAfterSomeHundred() {
        asked(1);
        List<Boolean> answers = below(600, () -> asked(600));
        assertThat(answers.subList(0, 100)).contains(true);
        assertThat(answers.subList(520, 600)).containsOnly(false);
    }
}
