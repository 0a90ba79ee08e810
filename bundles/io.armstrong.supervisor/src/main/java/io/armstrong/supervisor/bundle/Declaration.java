package io.armstrong.supervisor.bundle;

import java.util.Map;

/**
 * A child that a bundle declares, as written: nothing of it is checked yet.
 *
 * @param bundleId of the declaring bundle
 * @param symbolicName of the declaring bundle
 * @param place for messages: which header of which bundle
 * @param attributes with the names of {@code @Supervised}, {@code id} among them
 */
public record Declaration(long bundleId, String symbolicName, String place, Map<String, Object> attributes) {
    public Declaration {
        attributes = Map.copyOf(attributes);
    }
}
