package io.armstrong.supervisor.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON file for a whole tree, in the form of the OSGi Configurator (OSGi Compendium, chapter Configurator): keys are
 * PIDs {@code io.armstrong.child~ID} and {@code io.armstrong.supervisor~ID}, values their attributes; keys that begin with
 * {@code :configurator:} are for the Configurator; a type after a colon ({@code order:Integer}) is allowed; comments too.
 */
public final class TreeFile {
    private static final JSON READER = new JSON(
            JsonFactory.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build());

    private TreeFile() {}

    /**
     * Reads the file.
     *
     * @return in the order of the file
     * @throws IOException naming the file, the place in it and the rule; nothing of the file counts then
     */
    public static List<Configured> read(Path file) throws IOException {
        if (!Files.isReadable(file)) throw new IOException("configuration " + file + " cannot be read: no such file");
        Map<String, Object> entries;
        try {
            entries = READER.mapFrom(Files.readString(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null ? "" : ", line " + at.getLineNr() + " column " + at.getColumnNr();
            throw new IOException("configuration " + file + where + ": " + e.getOriginalMessage(), e);
        }
        List<Configured> found = new ArrayList<>();
        for (var entry : entries.entrySet())
            if (!entry.getKey().startsWith(":configurator:"))
                found.add(configured(file, entry.getKey(), entry.getValue()));
        return List.copyOf(found);
    }

    private static Configured configured(Path file, String pid, Object value) throws IOException {
        String place = file + ", key \"" + pid + "\"";
        for (Configured.Kind kind : Configured.Kind.values()) {
            String prefix = kind.factoryPid() + "~";
            if (!pid.startsWith(prefix)) continue;
            if (!(value instanceof Map<?, ?> attributes))
                throw new IOException(place + ": " + value + ": must be an object of attributes");
            return new Configured(kind, pid.substring(prefix.length()), place, untyped(attributes));
        }
        throw new IOException(place + ": must be io.armstrong.child~ID or io.armstrong.supervisor~ID");
    }

    private static Map<String, Object> untyped(Map<?, ?> attributes) {
        Map<String, Object> plain = new LinkedHashMap<>();
        attributes.forEach((key, value) -> {
            String name = String.valueOf(key);
            int colon = name.indexOf(':');
            if (value != null) plain.put(colon > 0 ? name.substring(0, colon) : name, value);
        });
        return plain;
    }
}
