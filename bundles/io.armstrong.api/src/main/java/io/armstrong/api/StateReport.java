package io.armstrong.api;

import java.util.Map;

/**
 * The state of a worker as data (design D11).
 *
 * @param id of the child
 * @param schema the number of the state's shape
 * @param version of the bundle that holds it
 * @param state maps, lists and scalars only
 */
public record StateReport(String id, int schema, String version, Map<String, Object> state) {}
