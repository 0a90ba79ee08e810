package io.armstrong.gogo.view;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.ChildType;
import io.armstrong.api.Intensity;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Children and supervisors as JSON: the CHILD and SUP that scripts rely on (design section 7). */
final class Members {
    private Members() {}

    static Map<String, Object> json(MemberReport member) {
        return member instanceof SupervisorReport supervisor ? supervisor(supervisor) : child((ChildReport) member);
    }

    /** CHILD: what a child is in a listing. */
    static Map<String, Object> child(ChildReport child) {
        return Json.object(
                "id", child.id(),
                "type", ChildType.WORKER.text(),
                "status", child.status().text(),
                "version", child.version(),
                "incarnation", child.incarnation(),
                "restarts", child.restarts(),
                "uptimeMillis", child.uptimeMillis(),
                "breaker", child.breaker(),
                "restart", child.restart().text(),
                "reason", child.reason());
    }

    /** CHILD and the rest that is known of it. */
    static Map<String, Object> whole(ChildReport child) {
        Map<String, Object> json = Json.top();
        json.putAll(child(child));
        json.putAll(Json.object(
                "tier", child.tier().text(),
                "supervisor", child.supervisor(),
                "since", child.since().toString(),
                "schema", child.schema(),
                "waiting", child.waiting(),
                "dropped", child.dropped(),
                "deadLetters", child.deadLetters(),
                "bundle", bundle(child.bundle())));
        return json;
    }

    private static @Nullable Map<String, Object> bundle(@Nullable BundleReport bundle) {
        if (bundle == null) return null;
        Map<String, Object> json = Json.object(
                "id", bundle.bundleId(),
                "symbolicName", bundle.symbolicName(),
                "version", bundle.version(),
                "sha256", bundle.sha256());
        if (!bundle.drifted().isEmpty()) json.put("drifted", bundle.drifted());
        return json;
    }

    /** SUP, with everything below it. */
    static Map<String, Object> supervisor(SupervisorReport supervisor) {
        return Json.object(
                "id", supervisor.id(),
                "type", ChildType.SUPERVISOR.text(),
                "tier", supervisor.tier().text(),
                "strategy", supervisor.strategy().text(),
                "status", supervisor.status().text(),
                "intensity", intensity(supervisor.intensity(), supervisor.used()),
                "children", supervisor.children().stream().map(Members::json).toList());
    }

    static Map<String, Object> intensity(Intensity intensity, int used) {
        return Json.object(
                "max", intensity.max(), "periodMillis", intensity.period().toMillis(), "used", used);
    }
}
