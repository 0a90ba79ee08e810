package io.armstrong.gogo.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

@ExtendWith(BundleContextExtension.class)
class FrameworkTest {
    @InjectBundleContext
    BundleContext context;

    @Test
    void everyBundleIsActive() {
        assertThat(Arrays.stream(context.getBundles()).filter(b -> b.getState() != Bundle.ACTIVE))
                .isEmpty();
        assertThat(Arrays.stream(context.getBundles()).map(Bundle::getSymbolicName))
                .contains("io.armstrong.api");
    }
}
