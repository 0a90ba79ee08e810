package io.armstrong.face.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WantedTest {
    private static final String BUNDLES = "org/osgi/framework/BundleEvent/";

    @Test
    void aTopicOfThatKindIsAskedFor() {
        assertThat(Wanted.mayMatch("org/osgi/framework/BundleEvent/STARTED", BUNDLES))
                .isTrue();
        assertThat(Wanted.mayMatch("org/osgi/framework/BundleEvent/*", BUNDLES)).isTrue();
        assertThat(Wanted.mayMatch("org/osgi/framework/*", BUNDLES)).isTrue();
        assertThat(Wanted.mayMatch("org/*", BUNDLES)).isTrue();
        assertThat(Wanted.mayMatch("*", BUNDLES)).isTrue();
    }

    @Test
    void anotherIsNot() {
        assertThat(Wanted.mayMatch("org/osgi/framework/ServiceEvent/*", BUNDLES))
                .isFalse();
        assertThat(Wanted.mayMatch("org/osgi/framework/BundleEvent", BUNDLES)).isFalse();
        assertThat(Wanted.mayMatch("io/armstrong/*", BUNDLES)).isFalse();
        assertThat(Wanted.mayMatch("", BUNDLES)).isFalse();
    }

    @Test
    void topicsAreOneOrSomeAndNoneMayBeAll() {
        assertThat(Wanted.topics("a")).containsExactly("a");
        assertThat(Wanted.topics(new String[] {"a", "b"})).containsExactly("a", "b");
        assertThat(Wanted.topics(List.of("a", "b"))).containsExactly("a", "b");
        assertThat(Wanted.topics(null)).containsExactly("*");
    }
}
