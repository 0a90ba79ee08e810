package io.armstrong.gogo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.gogo.SampleServices;
import io.armstrong.gogo.TestShell;
import io.armstrong.gogo.TestShell.Said;
import org.junit.jupiter.api.Test;

/** Row B4 from the shell: what a hand may do to a breaker. */
class B4BreakerCommandTest {
    private final SampleServices services = new SampleServices();

    private Said run(String line) throws Exception {
        try (TestShell shell = new TestShell(services)) {
            return shell.run(line);
        }
    }

    @Test
    void givesEachOrderToTheBreaker() throws Exception {
        run("sup:breaker counter open");
        run("sup:breaker counter close");
        run("sup:breaker counter auto");
        run("sup:breaker counter disable");
        run("sup:breaker counter config failures=3 window=9000");
        assertThat(services.orders)
                .containsExactly(
                        "open counter",
                        "close counter",
                        "auto counter",
                        "disable counter",
                        "config counter failures=3 recovery=60000 trials=2 window=9000");
    }

    @Test
    void saysWhatIsWrongWithAnOrder() throws Exception {
        Said word = run("sup:breaker counter opn");
        assertThat(word.exit()).isEqualTo(2);
        assertThat(word.failure()).contains("cannot opn", "sup:breaker counter open");
        Said limits = run("sup:breaker counter config failures=many");
        assertThat(limits.exit()).isEqualTo(2);
        assertThat(limits.failure()).contains("'failures=many' of a breaker: must be a whole number");
        Said none = run("sup:breaker countr");
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.failure()).contains("did you mean counter?");
        assertThat(services.orders).isEmpty();
    }
}
