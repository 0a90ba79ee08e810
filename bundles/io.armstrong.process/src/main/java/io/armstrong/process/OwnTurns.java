package io.armstrong.process;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns that a pool thread keeps for itself. That thread puts them in and takes them out, oldest first; any thread may clear them out. */
final class OwnTurns {
    /** As many as are kept; a power of two. */
    static final int ROOM = 16;

    private final Place[] places = new Place[ROOM];
    // Counters of the thread: turns it put in, and took out or found gone.
    private int kept;
    private int served;

    /** A place for one turn. */
    private static final class Place {
        private static final AtomicReferenceFieldUpdater<Place, @Nullable Turn> TURN =
                AtomicReferenceFieldUpdater.newUpdater(Place.class, Turn.class, "turn");

        private volatile @Nullable Turn turn;

        void put(Turn kept) {
            TURN.lazySet(this, kept);
        }

        @Nullable
        Turn take() {
            return TURN.getAndSet(this, null);
        }
    }

    OwnTurns() {
        for (int i = 0; i < ROOM; i++) places[i] = new Place();
    }

    /** Keeps one more. Of the thread. @return false when there is no room */
    boolean keep(Turn turn) {
        if (size() == ROOM) return false;
        places[kept++ & ROOM - 1].put(turn);
        return true;
    }

    /** Takes the oldest out. Of the thread. @return null when there is none */
    @Nullable
    Turn next() {
        while (served != kept) {
            Turn oldest = places[served++ & ROOM - 1].take();
            if (oldest != null) return oldest;
        }
        return null;
    }

    /** How many are kept, those that others took out included until the thread finds them gone. Of the thread. */
    int size() {
        return kept - served;
    }

    /** Takes all of them out, in no order. From any thread. */
    void clear(Consumer<Turn> to) {
        for (Place place : places) {
            Turn waits = place.take();
            if (waits != null) to.accept(waits);
        }
    }
}
