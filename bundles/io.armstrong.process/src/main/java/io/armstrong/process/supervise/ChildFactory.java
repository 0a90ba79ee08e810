package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.process.ChildName;

/** Makes the hand for a child when its supervisor starts it for the first time. */
@FunctionalInterface
public interface ChildFactory {
    /**
     * @param name of the child; for a dynamic one not the id of the spec, which is its template's
     * @param spec as it is now
     */
    Child child(ChildName name, ChildSpec spec);
}
