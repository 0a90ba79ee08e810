package io.armstrong.upgrade;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bundles in which something is under way, by symbolic name: one upgrade at a time, alone or in a set, or one rollout, which alone may upgrade
 * its bundle then. Whoever comes puts itself down first and looks for the other kind afterwards, so that of two that come at once one sees
 * the other.
 */
final class Reserved {
    private final Map<String, Walk> walks = new ConcurrentHashMap<>();
    private final Set<String> rollouts = ConcurrentHashMap.newKeySet();

    /** For an upgrade. @return false: {@link #why} */
    boolean begin(Walk walk) {
        if (!promotes(walk)) return false;
        if (!rollouts.contains(name(walk))) return true;
        end(walk);
        return false;
    }

    /** For the upgrade that a rollout ends with. */
    boolean promotes(Walk walk) {
        return walks.putIfAbsent(name(walk), walk) == null;
    }

    void end(Walk walk) {
        walks.remove(name(walk), walk);
    }

    private static String name(Walk walk) {
        return walk.subject().symbolicName();
    }

    /** For a rollout. @return false: {@link #why} */
    boolean roll(String symbolicName) {
        if (!rollouts.add(symbolicName)) return false;
        if (!walks.containsKey(symbolicName)) return true;
        rollouts.remove(symbolicName);
        return false;
    }

    void rolled(String symbolicName) {
        rollouts.remove(symbolicName);
    }

    /** What is under way there, and what to do about it; empty when nothing is. @param child for the command to type */
    Optional<String> why(String symbolicName, String child) {
        if (rollouts.contains(symbolicName))
            return Optional.of(
                    symbolicName + " is being rolled out already; sup:rollout promote or abort " + child + " first");
        return walks.containsKey(symbolicName)
                ? Optional.of(symbolicName + " is being upgraded already; wait until that is done")
                : Optional.empty();
    }

    /** The service ends. */
    void cut() {
        walks.values().forEach(Walk::cut);
    }
}
