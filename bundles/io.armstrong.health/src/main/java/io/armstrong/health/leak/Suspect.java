package io.armstrong.health.leak;

import io.armstrong.core.health.LeakCase;
import io.armstrong.health.heap.Mark;
import java.util.List;

/**
 * A class loader of children that was replaced.
 *
 * @param children that lived in it
 * @param version of the bundle that it loaded
 * @param loader marked, and kept by nothing of ours
 */
record Suspect(long bundleId, List<String> children, String version, Mark loader, LeakCase leak) {
    Suspect survived(long now) {
        return new Suspect(bundleId, children, version, loader, leak.survived(now));
    }
}
