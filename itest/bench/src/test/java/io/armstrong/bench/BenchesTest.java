package io.armstrong.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bench runs and says something; what it says is measured elsewhere. */
class BenchesTest {
    static Set<String> names() {
        return Benches.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldRunAndPrintTheLineThatEveryPeerPrints(String name) throws Exception {
        List<Line> lines = Benches.all().get(name).run(Scale.SMOKE);

        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.value()).isFinite();
            assertThat(line.json())
                    .startsWith("{\"peer\":\"armstrong-")
                    .contains("\"bench\":\"", "\"n\":", "\"value\":", "\"unit\":", "\"p50\":", "\"p99\":", "\"p999\":")
                    .contains("\"notes\":", "\"run\":", "\"load\":")
                    .endsWith("}");
        });
    }
}
