package io.armstrong.supervisor;

import io.armstrong.api.spi.FrameworkFact;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Finds out why somebody else stopped a bundle: the framework tells of the stop first, and of the refresh or update it was for only
 * afterwards.
 */
final class StopStories {
    /** How long after the last fact about a bundle its story is taken as told. */
    static final Duration PATIENCE = Duration.ofMillis(250);

    /** What it was for. */
    enum Why {
        /** To be stopped. */
        STOP,
        /** To be wired anew, by a refresh or an update: the framework starts it again by itself. */
        REFRESH
    }

    private final Runtime runtime;
    private final BiConsumer<FrameworkFact, Why> told;
    private final Map<Long, Story> open = new ConcurrentHashMap<>();

    private static final class Story {
        private final FrameworkFact stop;
        private volatile boolean unresolved;
        /** Written by the thread that tells the facts alone. */
        private volatile long facts;

        Story(FrameworkFact stop) {
            this.stop = stop;
        }
    }

    /** @param told on the edge thread */
    StopStories(Runtime runtime, BiConsumer<FrameworkFact, Why> told) {
        this.runtime = runtime;
        this.told = told;
    }

    /** The bundle was stopped. */
    void stopped(FrameworkFact fact) {
        Story story = new Story(fact);
        open.put(fact.bundleId(), story);
        await(story);
    }

    /** The bundle lost its wires: it is being refreshed, updated or uninstalled. */
    void unresolved(FrameworkFact fact) {
        Story story = open.get(fact.bundleId());
        if (story == null) return;
        story.unresolved = true;
        await(story);
    }

    /** The bundle was uninstalled: that is told elsewhere. */
    void uninstalled(FrameworkFact fact) {
        open.remove(fact.bundleId());
    }

    private void await(Story story) {
        long now = story.facts + 1;
        story.facts = now;
        runtime.system().timers().after(PATIENCE.toNanos(), () -> runtime.edge().execute(() -> end(story, now)));
    }

    private void end(Story story, long facts) {
        if (story.facts != facts || !open.remove(story.stop.bundleId(), story)) return;
        told.accept(story.stop, story.unresolved ? Why.REFRESH : Why.STOP);
    }
}
