package io.armstrong.health;

import java.util.concurrent.ConcurrentHashMap;

/** When children were last heard. Only those from whom beats are expected are remembered. From any thread. */
final class Beats {
    private final ConcurrentHashMap<String, Long> last = new ConcurrentHashMap<>();

    void beat(String id, long now) {
        last.computeIfPresent(id, (key, before) -> now);
    }

    /** From now on beats of that child are listened to. @return when it was last heard, or began to be listened to */
    long since(String id, long now) {
        Long heard = last.putIfAbsent(id, now);
        return heard == null ? now : heard;
    }

    void forget(String id) {
        last.remove(id);
    }
}
