package io.armstrong.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the next attempts to start each child end; when a list is used up they succeed. */
final class Scripts {
    static final String OK = "ok";
    static final String IGNORE = "ignore";

    private final Map<String, Deque<String>> attempts = new HashMap<>();
    private final Map<String, Runnable> hooks = new HashMap<>();

    void set(String child, List<String> next) {
        attempts.put(child, new ArrayDeque<>(next));
    }

    /** The very next attempt ends so, and this is done while it is under way. */
    void intercept(String child, String outcome, Runnable meanwhile) {
        attempts.computeIfAbsent(child, c -> new ArrayDeque<>()).addFirst(outcome);
        hooks.put(child, meanwhile);
    }

    /** An attempt is under way: how it ends. */
    String next(String child) {
        Runnable hook = hooks.remove(child);
        if (hook != null) hook.run();
        Deque<String> left = attempts.get(child);
        return left == null || left.isEmpty() ? OK : left.remove();
    }

    /** The reason of {@code fail:R} or {@code raise:R}. */
    static String reason(String outcome) {
        return outcome.substring(outcome.indexOf(':') + 1);
    }
}
