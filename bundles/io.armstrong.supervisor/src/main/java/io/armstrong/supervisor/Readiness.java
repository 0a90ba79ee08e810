package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.process.Trouble;
import io.armstrong.process.warm.WarmUp;
import io.armstrong.supervisor.tree.Tiers;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Warms the runtime up once the tree is up, and tells the journal when it is done. */
final class Readiness {
    /** The framework property that says {@code off} where it is not wanted; anything else and nothing at all: it is done. */
    static final String WARM_UP = "armstrong.warmup";

    private final BundleContext context;
    private final Journal journal;
    private final Trouble trouble;
    /** Guarded by this; null before it began. */
    private @Nullable WarmUp warmUp;
    /** Guarded by this. */
    private boolean closed;

    Readiness(BundleContext context, Journal journal, Trouble trouble) {
        this.context = context;
        this.journal = journal;
        this.trouble = trouble;
    }

    synchronized void begin() {
        if (closed || "off".equals(context.getProperty(WARM_UP))) return;
        warmUp = WarmUp.begin(trouble, took -> journal.record(new ArmstrongEvent.WarmedUp(Tiers.ROOT, took)));
    }

    synchronized void close() {
        closed = true;
        if (warmUp == null) return;
        try {
            warmUp.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
