package io.armstrong.supervisor.child;

import io.armstrong.process.WorkerCode;
import org.osgi.framework.Bundle;

/**
 * The worker of one bundle that instances of a template run.
 *
 * @param version of that bundle
 * @param code one for all of them
 */
record Cast(long bundleId, String version, StandIn by, WorkerCode code) {
    static Cast of(Bundle bundle, StandIn by) {
        return new Cast(bundle.getBundleId(), bundle.getVersion().toString(), by, by.code());
    }
}
