package io.armstrong.supervisor.config;

import java.util.HashMap;
import java.util.Map;

/**
 * A child or supervisor as somebody configured it: nothing of it is checked yet.
 *
 * @param kind which factory it was given to
 * @param id the part of the PID after {@code ~}
 * @param place for messages: the file and key, or the PID
 * @param attributes with the names of {@code @Supervised}, {@code id} among them
 */
public record Configured(Kind kind, String id, String place, Map<String, Object> attributes) {
    public Configured {
        Map<String, Object> all = new HashMap<>(attributes);
        all.put("id", id);
        attributes = Map.copyOf(all);
    }

    /** What is configured. */
    public enum Kind {
        CHILD("io.armstrong.child"),
        SUPERVISOR("io.armstrong.supervisor");

        private final String factoryPid;

        Kind(String factoryPid) {
            this.factoryPid = factoryPid;
        }

        /** The factory PID; a PID is it, {@code ~} and the id. */
        public String factoryPid() {
            return factoryPid;
        }
    }
}
