package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;

/** Makes the hand for a child when its supervisor starts it for the first time. */
@FunctionalInterface
public interface ChildFactory {
    /**
     * @param id of the child; for a dynamic one not the id of the spec, which is its template's
     * @param spec as it is now
     */
    Child child(String id, ChildSpec spec);
}
