package io.armstrong.process;

import java.util.Map;

/**
 * The state of a worker as data, taken between two messages.
 *
 * @param schema the number of its shape
 * @param data maps, lists and scalars only; immutable
 */
public record Snapshot(long incarnation, int schema, Map<String, Object> data) {}
