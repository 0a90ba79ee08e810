package io.armstrong.gogo.view;

import io.armstrong.api.spi.Faces;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What other bundles see of a child's services, as lines and as data. */
final class FaceLines {
    private static final Faces.Report NONE = new Faces.Report("none", 0, 0, List.of());

    private FaceLines() {}

    /** Nothing for a child that offers no service. */
    static void write(Faces.Report face, Lines lines) {
        if (face.services().isEmpty()) return;
        lines.field("face", face.state() + ", " + face.inFlight() + " in flight, " + face.parked() + " parked");
        for (Faces.Service service : face.services())
            lines.add("    " + (service.stable() ? "stable  " : "raw     ") + Foreign.line(service.name())
                    + (service.note().isEmpty() ? "" : ": " + Foreign.line(service.note())));
    }

    static Object json(Optional<Faces.Report> shown) {
        Faces.Report face = shown.orElse(NONE);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", face.state());
        json.put("inFlight", face.inFlight());
        json.put("parked", face.parked());
        json.put("services", face.services().stream().map(FaceLines::json).toList());
        return json;
    }

    private static Object json(Faces.Service service) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", service.name());
        json.put("stable", service.stable());
        json.put("note", service.note());
        return json;
    }
}
