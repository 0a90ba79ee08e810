package io.armstrong.face.itest;

import io.armstrong.face.itest.fixture.PlainEcho;
import io.armstrong.face.itest.words.Echo;
import io.armstrong.tiny.TinyBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The bundles of these tests. */
final class Jars {
    private Jars() {}

    /** Offers an {@link Echo} through DS. */
    static TinyBundle echo(String symbolicName, String version) throws IOException {
        return TinyBundle.named(symbolicName)
                .version(version)
                .header("Import-Package", Echo.class.getPackageName())
                .header("Service-Component", "OSGI-INF/echo.xml")
                .entry("OSGI-INF/echo.xml", component(version).getBytes(StandardCharsets.UTF_8))
                .content(PlainEcho.class);
    }

    private static String component(String version) {
        return "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"echo\" immediate=\"true\" activate=\"activate\">"
                + "<implementation class=\"" + PlainEcho.class.getName() + "\"/>"
                + "<property name=\"version\" value=\"" + version + "\"/>"
                + "<service><provide interface=\"" + Echo.class.getName() + "\"/></service></scr:component>";
    }
}
