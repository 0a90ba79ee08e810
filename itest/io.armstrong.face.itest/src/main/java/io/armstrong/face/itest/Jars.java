package io.armstrong.face.itest;

import io.armstrong.api.worker.Worker;
import io.armstrong.face.itest.fixture.Idle;
import io.armstrong.face.itest.fixture.PlainCaller;
import io.armstrong.face.itest.fixture.PlainEcho;
import io.armstrong.face.itest.words.Caller;
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
                .entry(
                        "OSGI-INF/echo.xml",
                        component(
                                "echo",
                                "activate=\"activate\"",
                                PlainEcho.class,
                                Echo.class,
                                "singleton",
                                "<property name=\"version\" value=\"" + version + "\"/>"))
                .content(PlainEcho.class);
    }

    /** The same as a supervised child, declared by one header. */
    static TinyBundle child(String id, String version, String attributes) throws IOException {
        return echo(id, version).header("Armstrong-Child", id + (attributes.isEmpty() ? "" : ";" + attributes));
    }

    /** The same with a worker: it is upgraded by a twin. */
    static TinyBundle worker(String id, String version) throws IOException {
        String worker = Idle.class.getName();
        return echo(id, version)
                .header("Import-Package", Echo.class.getPackageName() + ",io.armstrong.api,io.armstrong.api.worker")
                .header("Service-Component", "OSGI-INF/echo.xml,OSGI-INF/worker.xml")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=\"" + id + "\";worker=\"" + worker + "\"")
                .entry("OSGI-INF/worker.xml", component(worker, "", Idle.class, Worker.class, "singleton", ""))
                .content(Idle.class)
                .content(Idle.State.class);
    }

    /** Needs one {@link Echo} of that child, statically. */
    static TinyBundle caller(String symbolicName, String target) throws IOException {
        return TinyBundle.named(symbolicName)
                .header("Import-Package", Echo.class.getPackageName())
                .header("Service-Component", "OSGI-INF/caller.xml")
                .entry(
                        "OSGI-INF/caller.xml",
                        component(
                                "caller",
                                "immediate=\"true\" activate=\"activate\"",
                                PlainCaller.class,
                                Caller.class,
                                "singleton",
                                "<property name=\"of\" value=\"" + symbolicName
                                        + "\"/><reference name=\"echo\" interface=\""
                                        + Echo.class.getName() + "\" target=\"" + target
                                        + "\" bind=\"bind\" unbind=\"unbind\" policy=\"static\" cardinality=\"1..1\"/>"))
                .content(PlainCaller.class);
    }

    static byte[] component(
            String name, String attributes, Class<?> type, Class<?> service, String scope, String more) {
        String xml =
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + name + "\" " + attributes
                        + "><implementation class=\"" + type.getName() + "\"/>" + more + "<service scope=\"" + scope
                        + "\"><provide interface=\"" + service.getName() + "\"/></service></scr:component>";
        return xml.getBytes(StandardCharsets.UTF_8);
    }
}
