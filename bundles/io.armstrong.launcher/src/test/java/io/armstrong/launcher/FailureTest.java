package io.armstrong.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
    /** The shape of the api's exception, without its class: that lives in a bundle. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public enum Code {
            REFUSED;

            public int exit() {
                return 4;
            }
        }

        public Refused(String message) {
            super(message);
        }

        public Code code() {
            return Code.REFUSED;
        }

        public String remedy() {
            return "stop it first";
        }
    }

    /** As Gogo throws it. */
    public static final class CommandNotFoundException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void aRefusalGivesItsCodeItsMessageAndItsRemedy() {
        Failure failure = Failure.of(new IllegalStateException("wrapped", new Refused("cannot upgrade counter")));
        assertThat(failure.exit()).isEqualTo(4);
        assertThat(failure.lines()).containsExactly("error: cannot upgrade counter", "try: stop it first");
    }

    @Test
    void aBlankMessageMeansThatTheCommandHasShownIt() {
        assertThat(Failure.of(new Refused("")).lines()).doesNotContain("error: ");
    }

    @Test
    void anyOtherExceptionIsAFailure() {
        Failure failure = Failure.of(new IllegalStateException("broken"));
        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.lines()).containsExactly("error: broken");
        assertThat(Failure.of(new IllegalStateException()).lines())
                .containsExactly("error: java.lang.IllegalStateException");
    }

    @Test
    void anUnknownCommandIsAUsageError() {
        assertThat(Failure.of(new CommandNotFoundException()).exit()).isEqualTo(2);
    }
}
