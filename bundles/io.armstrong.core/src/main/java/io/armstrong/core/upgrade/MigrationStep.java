package io.armstrong.core.upgrade;

/**
 * What a bundle declares of one of its migrations (capability {@code io.armstrong.migration}).
 *
 * @param child whose state
 * @param from the older schema
 * @param to the newer schema
 * @param down whether it leads back too
 * @param className of the service that does it
 */
public record MigrationStep(String child, int from, int to, boolean down, String className) {
    /** The step as messages name it: {@code 1 -> 2}. */
    public String text() {
        return from + " -> " + to;
    }
}
