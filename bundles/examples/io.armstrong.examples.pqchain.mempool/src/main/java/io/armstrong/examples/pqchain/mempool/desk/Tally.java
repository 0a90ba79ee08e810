package io.armstrong.examples.pqchain.mempool.desk;

import io.armstrong.examples.pqchain.api.Fields;
import io.armstrong.examples.pqchain.api.Receipt.Verdict;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened so far.
 *
 * @param refused by verdict
 * @param evicted accepted, then pushed out by better paid ones
 * @param taken gone into a block
 */
public record Tally(long accepted, Map<String, Long> refused, long evicted, long taken) {
    public static final Tally NONE = new Tally(0, Map.of(), 0, 0);

    public Tally {
        refused = new TreeMap<>(refused);
    }

    public Tally oneAccepted(boolean atCostOfAnother) {
        return new Tally(accepted + 1, refused, evicted + (atCostOfAnother ? 1 : 0), taken);
    }

    public Tally oneRefused(Verdict verdict) {
        Map<String, Long> more = new TreeMap<>(refused);
        more.merge(verdict.name(), 1L, Long::sum);
        return new Tally(accepted, more, evicted, taken);
    }

    public Tally someTaken(long count) {
        return new Tally(accepted, refused, evicted, taken + count);
    }

    public Map<String, Object> data() {
        return Map.of("accepted", accepted, "refused", refused, "evicted", evicted, "taken", taken);
    }

    public static Tally of(Fields data) {
        return new Tally(data.whole("accepted"), data.wholes("refused"), data.whole("evicted"), data.whole("taken"));
    }
}
