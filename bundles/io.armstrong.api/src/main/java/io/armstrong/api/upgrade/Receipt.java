package io.armstrong.api.upgrade;

import java.util.List;

/**
 * What callers saw of an upgrade: real calls at a steady rate before, during and after it, each one followed to its answer.
 *
 * @param upgrade what was done
 * @param calls sent
 * @param answeredByOld replies that came before the new version took over
 * @param answeredByNew replies that came after
 * @param failed calls that got a failure, or nothing within their deadline
 * @param lost calls that were answered but are not in the worker's own count; -1: its replies are no count
 * @param doubled calls that are in that count more than once; -1: its replies are no count
 * @param longestMicros the longest wait of a caller, from send to answer
 * @param holdMicros how long messages were held, each time
 * @param count how the worker's own count was read, one sentence
 */
public record Receipt(
        UpgradeReport upgrade,
        long calls,
        long answeredByOld,
        long answeredByNew,
        long failed,
        long lost,
        long doubled,
        long longestMicros,
        List<Long> holdMicros,
        String count) {
    public Receipt {
        holdMicros = List.copyOf(holdMicros);
    }

    /** Whether no caller noticed. */
    public boolean clean() {
        return failed == 0 && lost <= 0 && doubled <= 0;
    }
}
