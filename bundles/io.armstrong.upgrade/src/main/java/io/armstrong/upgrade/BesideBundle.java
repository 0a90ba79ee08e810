package io.armstrong.upgrade;

import io.armstrong.api.spi.Hiding;
import io.armstrong.api.spi.Holds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A hidden bundle of a rollout beside the child's own: of the new version, or a fresh one of the old. It is always discarded in the end. */
final class BesideBundle {
    private final Ground ground;
    private final Hiding.Twin hidden;
    private final String location;
    private final String what;
    private volatile long bundleId = -1;

    private BesideBundle(Ground ground, Hiding.Twin hidden, String location, String what) {
        this.ground = ground;
        this.hidden = hidden;
        this.location = location;
        this.what = what;
    }

    /** Hides it before it is there. @param what for messages: {@code the twin}; @throws RuntimeException a refusal where nobody hides */
    static BesideBundle hide(Ground ground, Subject subject, String sha256, String what) {
        Hiding hiding = ground.hiding()
                .orElseThrow(() -> Refusal.of("nobody hides a twin: io.armstrong.face does not run", "start it"));
        String location = Holds.TWIN_LOCATION + subject.symbolicName() + "/" + sha256.substring(0, 16) + "/"
                + ground.nanos().getAsLong();
        return new BesideBundle(ground, hiding.hide(location, subject.bundleId()), location, what);
    }

    /** Its bundle; -1 until it is installed. */
    long bundleId() {
        return bundleId;
    }

    /** Installed and active. */
    CompletionStage<Long> start(Path jar) {
        Duration limit = ground.limits().step();
        return ground.lifecycle()
                .install(location, jar, limit)
                .thenCompose(installed -> {
                    if (installed.bundleId() > 0) bundleId = installed.bundleId();
                    Exchange.require("install of " + what, installed, List.of("INSTALLED", "RESOLVED"));
                    return ground.lifecycle().start(bundleId, limit);
                })
                .thenApply(started -> {
                    Exchange.require("start of " + what, started, List.of("ACTIVE"));
                    return bundleId;
                });
    }

    /** Gone, and hidden no more. Nobody may be in it. */
    CompletionStage<Void> discard() {
        if (bundleId < 0) {
            hidden.close();
            return CompletableFuture.completedStage(null);
        }
        ground.bundles().forgetConfigurations(bundleId);
        return ground.lifecycle().uninstall(bundleId, ground.limits().step()).thenAccept(outcome -> {
            Exchange.require("uninstall of " + what, outcome, List.of("UNINSTALLED"));
            hidden.close();
            bundleId = -1;
        });
    }
}
