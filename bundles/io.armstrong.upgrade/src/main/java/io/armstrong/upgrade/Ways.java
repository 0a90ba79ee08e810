package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.core.upgrade.UpgradePlan;
import io.armstrong.upgrade.BundleDeclaration.DeclaredChild;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which way an upgrade goes (design section 4): with a twin, unless there is a reason not to.
 *
 * @param plan the way
 * @param why the reason, one sentence
 */
record Ways(UpgradePlan plan, String why) {
    static final Set<ChildStatus> DOWN =
            EnumSet.of(ChildStatus.DOWN, ChildStatus.ISOLATED, ChildStatus.OPEN, ChildStatus.FAILED);

    static Ways of(Ground ground, Subject subject, List<ChildReport> children, boolean durable) {
        if (children.stream().allMatch(child -> DOWN.contains(child.status())))
            return new Ways(
                    UpgradePlan.cold(),
                    "no child of the bundle is up, so no state is carried; who is started meanwhile waits");
        String direct = direct(ground, subject, children);
        if (!direct.isEmpty()) return new Ways(UpgradePlan.direct(durable), direct);
        UpgradePlan twin = subject.asked.options().rehearse() ? UpgradePlan.rehearsal() : UpgradePlan.twin(durable);
        return new Ways(twin, "workers cross in a second bundle, so that nobody waits for the update");
    }

    /** Why no twin is to be had; empty when one is. */
    private static String direct(Ground ground, Subject subject, List<ChildReport> children) {
        if (subject.asked.options().direct()) return "the direct way was asked for";
        if (ground.hiding().isEmpty()) return "nobody hides a twin: io.armstrong.face does not run";
        for (ChildReport child : children) {
            DeclaredChild running = subject.prepared().running().children().get(child.id());
            DeclaredChild next = subject.prepared().next().children().get(child.id());
            if (child.schema() == 0) return plain(child.id(), running, next);
            if (exclusive(running) || exclusive(next))
                return child.id() + " is exclusive: it owns something of which there can be only one";
            if (child.status() != ChildStatus.UP)
                return child.id() + " is " + child.status().text();
        }
        return ground.bundles().onlyOne(subject.bundleId());
    }

    private static String plain(String id, @Nullable DeclaredChild running, @Nullable DeclaredChild next) {
        boolean mayLiveTwice = running != null && running.twin() && next != null && next.twin();
        return id + " is a plain bundle"
                + (mayLiveTwice ? "; a second bundle answers the calls of its faces meanwhile" : "");
    }

    private static boolean exclusive(@Nullable DeclaredChild child) {
        return child != null && child.exclusive();
    }
}
