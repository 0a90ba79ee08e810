package io.armstrong.examples.pqchain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.examples.pqchain.api.Refused;
import io.armstrong.examples.pqchain.api.RegistryCall.Entry;
import io.armstrong.testkit.Workbench;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private final Workbench bench = new Workbench().add("registry", new Registry());

    @Test
    void shouldFindWhatIsRegisteredWithItsProperties() {
        Entry entry = new Entry("peer/a", "registry", Map.of("region", "north"), true);
        assertThat(bench.say("registry", "register", "peer/a", "registry", "region=north"))
                .isEqualTo(entry);
        assertThat(bench.say("registry", "lookup", "peer/a")).isEqualTo(entry);
    }

    @Test
    void shouldSayWhenNobodyIsBehindAName() {
        bench.say("registry", "register", "peer/b", "gone");
        assertThat(bench.say("registry", "lookup", "peer/b")).isEqualTo(new Entry("peer/b", "gone", Map.of(), false));
        assertThat(bench.say("registry", "lookup", "peer/c")).isInstanceOf(Refused.class);
    }

    @Test
    void shouldListByPrefixAndForget() {
        bench.say("registry", "register", "peer/b", "x");
        bench.say("registry", "register", "peer/a", "x");
        bench.say("registry", "register", "round/1", "x");
        assertThat(bench.say("registry", "names", "peer/")).isEqualTo(List.of("peer/a", "peer/b"));
        assertThat(bench.say("registry", "unregister", "peer/a")).isEqualTo(true);
        assertThat(bench.say("registry", "unregister", "peer/a")).isEqualTo(false);
        assertThat(bench.say("registry", "names")).isEqualTo(List.of("peer/b", "round/1"));
    }

    @Test
    void shouldKeepItsNamesThroughARestart() {
        bench.say("registry", "register", "peer/a", "x", "k=v");
        bench.restart("registry");
        assertThat(bench.say("registry", "lookup", "peer/a"))
                .isEqualTo(new Entry("peer/a", "x", Map.of("k", "v"), false));
    }

    @Test
    void shouldExplainWordsItDoesNotKnow() {
        assertThatThrownBy(() -> bench.say("registry", "find")).hasMessageContaining("try register NAME CHILD");
        assertThatThrownBy(() -> bench.say("registry", "register", "a", "b", "c"))
                .hasMessageContaining("KEY=VALUE");
    }
}
