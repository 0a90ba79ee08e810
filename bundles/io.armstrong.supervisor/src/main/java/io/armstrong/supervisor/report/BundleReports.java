package io.armstrong.supervisor.report;

import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.BundleRecord;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** Reports of the bundles that children live in. The last one is given again while it is true: dynamic children of one template share it. */
final class BundleReports {
    private final Store store;
    private final UnaryOperator<String> drifted;
    private volatile @Nullable BundleReport last;

    BundleReports(Store store, UnaryOperator<String> drifted) {
        this.store = store;
        this.drifted = drifted;
    }

    BundleReport of(Bundle bundle) {
        String name = String.valueOf(bundle.getSymbolicName());
        String version = bundle.getVersion().toString();
        Optional<BundleRecord> known = store.bundle(name);
        String sha256 = known.isPresent() ? known.get().current().sha256() : "";
        String drift = drifted.apply(name);
        BundleReport before = last;
        if (before != null && says(before, bundle.getBundleId(), name, version, sha256, drift)) return before;
        BundleReport now = new BundleReport(bundle.getBundleId(), name, version, sha256, drift);
        last = now;
        return now;
    }

    private static boolean says(
            BundleReport it, long bundleId, String name, String version, String sha256, String drifted) {
        return it.bundleId() == bundleId
                && it.symbolicName().equals(name)
                && it.version().equals(version)
                && it.sha256().equals(sha256)
                && it.drifted().equals(drifted);
    }
}
