package io.armstrong.examples.pqchain.api;

import java.util.Map;

/** What {@code registry} understands: the chain's names, as {@code contract/contract-1}, for ids of children. */
public sealed interface RegistryCall {
    /** Binds a name; replaced by the next. Answer: {@link Entry}, or {@link Refused} when the registry is full. */
    record Register(String name, String child, Map<String, String> properties) implements RegistryCall {
        public Register {
            properties = Map.copyOf(properties);
        }
    }

    /** Answer: {@link Entry}, or {@link Refused}. */
    record Lookup(String name) implements RegistryCall {}

    /** Answer: whether the name was bound. */
    record Unregister(String name) implements RegistryCall {}

    /** Answer: the sorted list of the bound names that start so. */
    record Names(String prefix) implements RegistryCall {}

    /** @param present whether that child exists now: a name is never a dead reference without saying so */
    record Entry(String name, String child, Map<String, String> properties, boolean present) {
        public Entry {
            properties = Map.copyOf(properties);
        }
    }
}
