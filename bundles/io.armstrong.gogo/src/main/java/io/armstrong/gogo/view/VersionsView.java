package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.Upgrades.Revision;
import java.util.List;
import java.util.Map;

/** The kept revisions of a child's bundle, newest first. */
public record VersionsView(String id, List<Revision> revisions) implements View {
    private static final int SHORT = 12;

    public VersionsView {
        revisions = List.copyOf(revisions);
    }

    @Override
    public Object json() {
        return Json.top(
                "id",
                id,
                "versions",
                revisions.stream().map(VersionsView::revision).toList());
    }

    private static Map<String, Object> revision(Revision revision) {
        return Json.object(
                "version", revision.version(),
                "sha256", revision.sha256(),
                "since", revision.since().toString(),
                "running", revision.running());
    }

    @Override
    public String text(Screen screen) {
        if (revisions.isEmpty()) return id + " has no kept versions\n";
        List<String> head = List.of("VERSION", "SHA256", "SINCE", "");
        return new Lines(screen)
                .table(
                        head,
                        revisions.stream()
                                .map(revision -> row(revision, screen))
                                .toList())
                .toString();
    }

    private static List<String> row(Revision revision, Screen screen) {
        String sha256 = revision.sha256();
        return List.of(
                Foreign.line(revision.version()),
                sha256.substring(0, Math.min(SHORT, sha256.length())),
                screen.dayAndTime(revision.since()),
                revision.running() ? "running" : "");
    }
}
