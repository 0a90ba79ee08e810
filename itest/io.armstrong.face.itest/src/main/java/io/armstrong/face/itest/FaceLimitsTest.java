package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.Faces;
import io.armstrong.face.itest.fixture.ManyServices;
import io.armstrong.face.itest.fixture.PlainEcho;
import io.armstrong.face.itest.words.Echo;
import io.armstrong.tiny.TinyBundle;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleListener;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** The limits of design D16: what gets no face stays raw, works, and is marked so. */
class FaceLimitsTest extends Scene {
    @Test
    void whatGetsNoFaceStaysRawAndIsMarkedSo() throws Exception {
        Bundle child = child(
                "f-limits",
                TinyBundle.named("f-limits")
                        .header("Armstrong-Child", "f-limits")
                        .header("Bundle-Activator", ManyServices.class.getName())
                        .header("Import-Package", "org.osgi.framework," + Echo.class.getPackageName())
                        .content(ManyServices.class)
                        .content(ManyServices.Own.class)
                        .content(ManyServices.All.class)
                        .content(Class.forName(ManyServices.class.getName() + "$OneForEach"))
                        .content(PlainEcho.class));
        await().until(() -> first(Callable.class, "(armstrong.child=f-limits)") != null
                && first(Supplier.class, "(armstrong.child=f-limits)") != null);
        assertThat(first(Callable.class, "(armstrong.child=f-limits)").call()).isEqualTo("called");
        assertThat(first(Supplier.class, "(armstrong.child=f-limits)").get()).isEqualTo("supplied");
        assertThat(raw(Callable.class, child)).isFalse();
        assertThat(raw(BundleListener.class, child)).as("a whiteboard finds it").isTrue();
        assertThat(raw(Echo.class, child)).isTrue();
        Map<String, Faces.Service> shown = report("f-limits").services().stream()
                .collect(Collectors.toMap(Faces.Service::name, Function.identity()));
        assertThat(shown.get(Callable.class.getName()).stable()).isTrue();
        assertThat(shown.get(Supplier.class.getName()).stable()).isTrue();
        raw(shown.get(BundleListener.class.getName()), "whiteboard");
        raw(shown.get(Echo.class.getName()), "scope bundle");
        raw(shown.get(ManyServices.Own.class.getName()), "class of the child itself");
        raw(shown.get(ManyServices.All.class.getName()), "not an interface");
    }

    /** Whether the test bundle sees a service of the child's own. */
    private boolean raw(Class<?> type, Bundle child) throws InvalidSyntaxException {
        ServiceReference<?>[] all = context.getAllServiceReferences(type.getName(), null);
        return all != null && Arrays.stream(all).anyMatch(seen -> child.equals(seen.getBundle()));
    }

    private static void raw(Faces.Service service, String why) {
        assertThat(service.stable()).isFalse();
        assertThat(service.note()).contains(why);
    }
}
