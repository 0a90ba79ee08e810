package io.armstrong.api;

/** Where the running part of a child comes from. */
public sealed interface ChildSource {
    /**
     * A bundle, known by its symbolic name.
     *
     * @param symbolicName of the bundle
     * @param worker the {@code component.name} of its worker service; empty: a plain bundle whose state is its pulse
     */
    record InBundle(String symbolicName, String worker) implements ChildSource {
        public InBundle {
            if (symbolicName.isBlank()) throw new IllegalArgumentException("bundle: must name a symbolic name");
        }

        /** Whether the bundle brings no worker. */
        public boolean plain() {
            return worker.isEmpty();
        }
    }

    /** A supervisor with children of its own. */
    record Nested(SupervisorSpec supervisor) implements ChildSource {}

    /** Nothing that the runtime could look up: the code that starts the child brings it along (tests, templates). */
    record Given() implements ChildSource {}
}
