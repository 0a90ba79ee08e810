package io.armstrong.store;

import static java.util.Objects.requireNonNull;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.store.ByHash.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** States that an undo may need, by the SHA-256 of their JSON, beside the jars and by the same rules. */
final class Snapshots {
    private static final String REMEDY = "what it held before is lost, so only what a migration brings back can be had";

    private final Disk disk;
    private final ByHash files;

    Snapshots(Disk disk, Path folder) throws IOException {
        this.disk = disk;
        this.files = new ByHash(disk, folder, ".json", REMEDY);
    }

    String put(Snapshot state) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("schema", state.schema());
        map.put("data", state.data());
        return files.put(Content.of("a snapshot", Json.write(map)));
    }

    @SuppressWarnings("unchecked") // a JSON object has text keys
    Snapshot get(String sha256) throws IOException {
        Path file = files.get(sha256);
        try (InputStream in = disk.read(file, 0)) {
            Map<String, Object> map = Json.read(in.readAllBytes());
            Number schema = (Number) requireNonNull(map.get("schema"));
            return new Snapshot(schema.intValue(), (Map<String, Object>) requireNonNull(map.get("data")));
        } catch (IOException e) {
            throw Failure.of("cannot read " + file, 0, e);
        }
    }

    boolean has(String sha256) throws IOException {
        return files.has(sha256);
    }

    void prune(Set<String> wanted) throws IOException {
        files.prune(wanted);
    }
}
