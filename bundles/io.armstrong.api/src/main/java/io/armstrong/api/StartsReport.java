package io.armstrong.api;

import java.util.List;
import java.util.Map;

/**
 * What became of many starts that were ordered at once.
 *
 * @param ids of the children, in the order of what they were given; those that are not there, too. Unmodifiable
 * @param failed id of each that is not there, why, and what to do; empty when all are. Unmodifiable, in the same order
 */
public record StartsReport(List<String> ids, Map<String, String> failed) {
    /** How many came up. */
    public int started() {
        return ids.size() - failed.size();
    }
}
