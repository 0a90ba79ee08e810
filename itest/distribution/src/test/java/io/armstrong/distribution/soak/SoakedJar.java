package io.armstrong.distribution.soak;

import io.armstrong.tiny.TinyBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The jar of a version of the soaked child: other bytes than any other version's. */
final class SoakedJar {
    static final String CHILD = "soaked";

    private static final String COMPONENT = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\""
            + Soaked.class.getName() + "\"><implementation class=\"" + Soaked.class.getName()
            + "\"/><service><provide interface=\"io.armstrong.api.worker.Worker\"/></service></scr:component>";

    private SoakedJar() {}

    static Path version(long number, Path folder) throws IOException {
        return TinyBundle.named("test.soaked")
                .version("1.0." + number)
                .header("Import-Package", "io.armstrong.api,io.armstrong.api.worker")
                .header("Service-Component", "OSGI-INF/soaked.xml")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=" + CHILD + ";worker=" + Soaked.class.getName()
                                + ";schema=1")
                .entry("OSGI-INF/soaked.xml", COMPONENT.getBytes(StandardCharsets.UTF_8))
                .content(Soaked.class)
                .content(Soaked.State.class)
                .in(folder);
    }
}
