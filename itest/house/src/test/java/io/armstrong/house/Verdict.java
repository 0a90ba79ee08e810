package io.armstrong.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** Fails with the law that was broken and every place that breaks it. */
final class Verdict {
    private Verdict() {}

    static void none(String law, List<String> offenders) {
        assertThat(offenders).as(law).isEmpty();
    }
}
