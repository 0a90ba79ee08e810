package io.armstrong.distribution.kill;

import io.armstrong.tiny.TinyBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The jars of a ledger. */
record Ledgers(Path one, Path two, Path bad) {
    static Ledgers in(Path deposit, Path folder) throws IOException {
        return in("ledger", deposit, folder);
    }

    /** Of one with that id. */
    static Ledgers in(String id, Path deposit, Path folder) throws IOException {
        return new Ledgers(
                first(id).in(deposit), second(id, "2.0.0").in(folder), third(id).in(folder));
    }

    /** Two versions of the template of a dynamic supervisor; their states are of one shape, as a durable one's have to be. */
    static Ledgers dynamic(String id, Path deposit, Path folder) throws IOException {
        return new Ledgers(
                dynamic(id, "1.0.0").in(deposit), dynamic(id, "2.0.0").in(folder), folder.resolve("none"));
    }

    private static TinyBundle dynamic(String id, String version) throws IOException {
        return ledger(id, version, 1, Ledger.class, "OSGI-INF/ledger.xml", ";dynamic=true")
                .content(Ledger.class)
                .content(Ledger.State.class);
    }

    private static TinyBundle first(String id) throws IOException {
        return ledger(id, "1.0.0", 1, Ledger.class, "OSGI-INF/ledger.xml")
                .content(Ledger.class)
                .content(Ledger.State.class);
    }

    private static TinyBundle second(String id, String version) throws IOException {
        return ledger(id, version, 2, LedgerTwo.class, "OSGI-INF/ledger.xml,OSGI-INF/up.xml")
                .content(LedgerTwo.class)
                .content(LedgerTwo.State.class)
                .content(LedgerUp.class)
                .entry("OSGI-INF/up.xml", component(LedgerUp.class, "io.armstrong.api.upgrade.StateMigration"));
    }

    private static TinyBundle third(String id) throws IOException {
        return second(id, "3.0.0").content(OnlyAsTwin.class).header("Bundle-Activator", OnlyAsTwin.class.getName());
    }

    private static TinyBundle ledger(String id, String version, int schema, Class<?> worker, String components) {
        return ledger(id, version, schema, worker, components, "");
    }

    private static TinyBundle ledger(
            String id, String version, int schema, Class<?> worker, String components, String more) {
        String migration = schema == 1
                ? ""
                : ",io.armstrong.migration;io.armstrong.migration=" + id
                        + ";from:Long=1;to:Long=2;down=true;class="
                        + LedgerUp.class.getName();
        return TinyBundle.named("test." + id)
                .version(version)
                .header(
                        "Import-Package",
                        "io.armstrong.api,io.armstrong.api.worker,io.armstrong.api.upgrade,org.osgi.framework")
                .header("Service-Component", components)
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=" + id + ";worker=" + worker.getName()
                                + ";durable=true;schema=" + schema + more + migration)
                .entry("OSGI-INF/ledger.xml", component(worker, "io.armstrong.api.worker.Worker"));
    }

    private static byte[] component(Class<?> type, String service) {
        return ("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + type.getName() + "\">"
                        + "<implementation class=\"" + type.getName() + "\"/>"
                        + "<service><provide interface=\"" + service + "\"/></service></scr:component>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
