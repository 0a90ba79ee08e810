package io.armstrong.journal;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who of the handlers there are asks for topics below one (OSGi Compendium 113.3.1): what nobody asks for need not be made. */
final class Handlers {
    private final String below;
    private final Set<Object> asking = ConcurrentHashMap.newKeySet();

    /** @param below ends with a slash */
    Handlers(String below) {
        this.below = below;
    }

    boolean some() {
        return !asking.isEmpty();
    }

    /** One that is there, or asks for something else now. @param topics a string or several; null: it names none */
    void put(Object handler, @Nullable Object topics) {
        if (list(topics).stream().anyMatch(this::mayMatch)) asking.add(handler);
        else asking.remove(handler);
    }

    void remove(Object handler) {
        asking.remove(handler);
    }

    private boolean mayMatch(String topic) {
        if (!topic.endsWith("*")) return topic.startsWith(below);
        String start = topic.substring(0, topic.length() - 1);
        return start.startsWith(below) || below.startsWith(start);
    }

    /** A handler without topics may be told everything: Event Admin can be configured so. */
    private static List<String> list(@Nullable Object topics) {
        if (topics instanceof String[] some) return List.of(some);
        if (topics instanceof Collection<?> some)
            return some.stream().map(String::valueOf).toList();
        return List.of(topics == null ? "*" : topics.toString());
    }
}
