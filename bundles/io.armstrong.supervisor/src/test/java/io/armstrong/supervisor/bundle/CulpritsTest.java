package io.armstrong.supervisor.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class CulpritsTest {
    private static final StackTraceElement[] STACK = {
        new StackTraceElement("java.lang.Thread", "sleep", null, -2),
        new StackTraceElement("a.b.Napper$$Lambda$7", "run", null, 1),
        new StackTraceElement("a.b.Worker", "go", null, 2),
    };

    /** A bundle that is asked for entries and nothing else. */
    private static Bundle bundle(Function<String, URL> entries) {
        return (Bundle) Proxy.newProxyInstance(
                CulpritsTest.class.getClassLoader(), new Class<?>[] {Bundle.class}, (proxy, method, args) -> {
                    if (!method.getName().equals("getEntry")) throw new UnsupportedOperationException(method.getName());
                    return entries.apply((String) args[0]);
                });
    }

    private static URL somewhere() {
        try {
            return new URL("file:/somewhere");
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theInnermostFrameOfTheBundleIsFoundByWhoMadeItsClass() {
        Bundle both = bundle(file -> file.startsWith("a/b/") && file.endsWith(".class") ? somewhere() : null);
        assertThat(Culprits.frameOf(both, STACK)).contains(STACK[1]);
        Bundle one = bundle(file -> file.equals("a/b/Worker.class") ? somewhere() : null);
        assertThat(Culprits.frameOf(one, STACK)).contains(STACK[2]);
    }

    /** As Felix 7.0.5 answers in the middle of an update, and any framework once it is uninstalled. */
    @Test
    void aBundleWhoseContentIsClosedHasNoCode() {
        assertThat(Culprits.frameOf(
                        bundle(file -> {
                            throw new NullPointerException("getContent() is null");
                        }),
                        STACK))
                .isEmpty();
        assertThat(Culprits.frameOf(
                        bundle(file -> {
                            throw new IllegalStateException("uninstalled");
                        }),
                        STACK))
                .isEmpty();
    }
}
