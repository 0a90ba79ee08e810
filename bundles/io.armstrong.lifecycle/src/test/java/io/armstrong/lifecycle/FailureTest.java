package io.armstrong.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class FailureTest {
    @Test
    void tellsWhatTheActivatorThrewAndNotItsWrapping() {
        Failure failure =
                Failure.of(new BundleException("Activator start error", new IllegalStateException("no port")));
        assertThat(failure.cause()).startsWith("java.lang.IllegalStateException: no port at ");
    }

    @Test
    void tellsTheRoot() {
        Failure failure = Failure.of(new IllegalStateException("outer", new RuntimeException("inner")));
        assertThat(failure.cause())
                .startsWith("java.lang.IllegalStateException: outer; caused by java.lang.RuntimeException: inner at ");
    }

    @Test
    void isOneBoundedLine() {
        Failure failure = Failure.of(new IllegalStateException("a\r\nb\n" + "x".repeat(5_000)));
        assertThat(failure.cause()).contains("a | b | xxx").doesNotContain("\n").hasSizeLessThan(1_300);
    }

    @Test
    void survivesAMessageThatThrows() {
        assertThat(Failure.of(new Spiteful()).cause())
                .contains("its message cannot be read: java.lang.StackOverflowError");
    }

    @Test
    void boundsTheTrace() {
        assertThat(Failure.of(deep(100)).trace()).hasSize(32);
    }

    @Test
    void bearsACircleOfCauses() {
        Exception one = new Exception("one");
        one.initCause(new Exception("two", one));
        assertThat(Failure.of(one).cause()).startsWith("java.lang.Exception: one");
    }

    private static Exception deep(int depth) {
        return depth == 0 ? new Exception("deep") : deep(depth - 1);
    }

    private static final class Spiteful extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }
    }
}
