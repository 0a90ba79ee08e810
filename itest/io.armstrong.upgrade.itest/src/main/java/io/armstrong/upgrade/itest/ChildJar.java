package io.armstrong.upgrade.itest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/** A child's jar, made from the counter's real jars: another name, another part, a wrong import. */
final class ChildJar {
    static final String COUNTER = "io.armstrong.examples.counter.Counter";
    static final String MIGRATION = "io.armstrong.examples.counter.CounterV1ToV2";

    private static final long BUILT = 1_700_000_000_000L;

    private final Manifest manifest;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private ChildJar(Manifest manifest) {
        this.manifest = manifest;
    }

    /** The counter of that version, as another child in another bundle. */
    static ChildJar counter(Bundle tests, int version, String id) throws IOException {
        URL packed = Objects.requireNonNull(tests.getEntry("jars/counter-" + version + ".jar"));
        try (JarInputStream in = new JarInputStream(packed.openStream())) {
            ChildJar jar = new ChildJar(in.getManifest());
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry())
                if (!entry.isDirectory()) jar.entries.put(entry.getName(), in.readAllBytes());
            return jar.header("Bundle-SymbolicName", "test." + id)
                    .inHeader("Provide-Capability", "io.armstrong.child=counter", "io.armstrong.child=" + id)
                    .inHeader("Provide-Capability", "io.armstrong.migration=counter", "io.armstrong.migration=" + id);
        }
    }

    /** A bundle without a worker, a child by its header alone. */
    static ChildJar plain(String version, String id) {
        return bundle(version, "test." + id).header("Armstrong-Child", id + ";tier=normal");
    }

    /** A bundle that is nobody's child. */
    static ChildJar bundle(String version, String symbolicName) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        return new ChildJar(manifest)
                .header("Bundle-ManifestVersion", "2")
                .header("Bundle-SymbolicName", symbolicName)
                .header("Bundle-Version", version);
    }

    ChildJar header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    ChildJar inHeader(String name, String from, String to) {
        return header(name, manifest.getMainAttributes().getValue(name).replace(from, to));
    }

    /** The component keeps its name, and that class of ours stands in it. */
    ChildJar implementedBy(String component, Class<?> by) throws IOException {
        String file = "OSGI-INF/" + component + ".xml";
        String xml = new String(Objects.requireNonNull(entries.get(file)), StandardCharsets.UTF_8);
        String here = "implementation class=\"";
        entries.put(file, xml.replace(here + component, here + by.getName()).getBytes(StandardCharsets.UTF_8));
        pack(by);
        for (Class<?> nested : by.getDeclaredClasses()) pack(nested);
        return inHeader("Provide-Capability", "class=\"" + component + '"', "class=\"" + by.getName() + '"');
    }

    /** With that activator of ours. */
    ChildJar activatedBy(Class<?> activator) throws IOException {
        return activatedBy(activator, true);
    }

    /** @param imports whether the import that it needs is still missing */
    ChildJar activatedBy(Class<?> activator, boolean imports) throws IOException {
        pack(activator);
        header("Bundle-Activator", activator.getName());
        return imports ? inHeader("Import-Package", "java.util,", "java.util,org.osgi.framework,") : this;
    }

    /** With that activator of ours and the classes in it; for a jar without imports. */
    ChildJar runs(Class<?> activator) throws IOException {
        pack(activator);
        for (Class<?> nested : activator.getDeclaredClasses()) pack(nested);
        return header("Bundle-Activator", activator.getName())
                .header("Import-Package", "org.osgi.framework,javax.management");
    }

    /** With one more component of ours. */
    ChildJar component(Class<?> type, String service) throws IOException {
        return component(type.getName(), type, service);
    }

    /** The same, under a name that other versions may have for another class. */
    ChildJar component(String name, Class<?> type, String service) throws IOException {
        String file = "OSGI-INF/" + name + ".xml";
        String xml = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + name
                + "\"><implementation class=\"" + type.getName() + "\"/><service><provide interface=\"" + service
                + "\"/></service></scr:component>";
        entries.put(file, xml.getBytes(StandardCharsets.UTF_8));
        pack(type);
        String others = manifest.getMainAttributes().getValue("Service-Component");
        return header("Service-Component", others == null ? file : others + "," + file);
    }

    /** With one more capability. */
    ChildJar provides(String capability) {
        return header(
                "Provide-Capability", manifest.getMainAttributes().getValue("Provide-Capability") + "," + capability);
    }

    private void pack(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = Objects.requireNonNull(type.getClassLoader().getResourceAsStream(file))) {
            entries.put(file, in.readAllBytes());
        }
    }

    /** The same parts give the same bytes. */
    Path write(Path file) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        manifest.write(text);
        entries.remove(JarFile.MANIFEST_NAME);
        try (ZipOutputStream jar = new ZipOutputStream(Files.newOutputStream(file))) {
            put(jar, JarFile.MANIFEST_NAME, text.toByteArray());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) put(jar, entry.getKey(), entry.getValue());
        }
        return file;
    }

    private static void put(ZipOutputStream jar, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(BUILT);
        jar.putNextEntry(entry);
        jar.write(content);
    }
}
