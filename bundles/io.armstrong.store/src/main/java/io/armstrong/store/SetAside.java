package io.armstrong.store;

import io.armstrong.api.spi.Store.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * States that could not be carried over, for a person to look at: one JSON file a child, the newest alone. Written as jars are, so it is
 * whole or not there; nothing of the runtime reads it.
 */
record SetAside(Disk disk, Path folder) {
    Path put(Checkpoint state) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("child", state.childId());
        map.put("schema", state.schema());
        map.put("data", state.data());
        return put(state.childId().replaceAll("[^A-Za-z0-9._-]", "_") + ".json", Json.write(map));
    }

    private synchronized Path put(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        Path temporary = folder.resolve(name + ".tmp");
        try {
            disk.makeFolder(folder);
            try (Disk.Output out = disk.create(temporary)) {
                out.write(ByteBuffer.wrap(content));
                out.force();
            }
            disk.rename(temporary, file);
            disk.forceFolder(folder);
            return file;
        } catch (IOException e) {
            throw Failure.of("cannot keep " + file, content.length, e);
        }
    }
}
