package io.armstrong.conformance;

import java.util.Map;

/**
 * What a scripted worker does when it is told to stop.
 *
 * @param trapsExits whether it runs a terminate callback then
 * @param onTerminate {@code ok}, {@code hang}, {@code delay_ms:N} or {@code exit:R}
 */
record Behaviour(boolean trapsExits, String onTerminate) {
    static Behaviour of(Map<String, ?> child) {
        Object then = child.get("on_terminate");
        return new Behaviour(Boolean.TRUE.equals(child.get("trap_exit")), then == null ? "ok" : then.toString());
    }

    boolean blocks() {
        return trapsExits && (onTerminate.equals("hang") || onTerminate.startsWith("delay_ms:"));
    }
}
