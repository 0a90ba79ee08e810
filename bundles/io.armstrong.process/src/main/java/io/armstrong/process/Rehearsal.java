package io.armstrong.process;

import java.util.List;
import java.util.Map;

/**
 * What new code makes of a copy of a state, beside the process that runs (design section 4).
 *
 * @param data the state after {@code resumed}, as data
 * @param effects what it would have done, one line each
 */
public record Rehearsal(Map<String, Object> data, List<String> effects) {
    /**
     * Runs {@code restore}, {@code resumed} and {@code snapshot} on this thread. Nothing is sent, started or kept open.
     *
     * @param process the child; it is not touched
     * @param config what {@code ctx.config()} says
     * @throws Exception what the code threw; IllegalStateException when its snapshot, taken twice, is not the same
     */
    public static Rehearsal of(
            WorkerProcess process, Map<String, Object> config, WorkerCode code, Map<String, Object> data)
            throws Exception {
        DryContext context = new DryContext(process, config);
        try {
            Object state = code.stateOf(data);
            code.worker().resumed(context, state);
            Map<String, Object> made = code.dataOf(state);
            List<String> unsteady = code.unsteady(state, made);
            if (!unsteady.isEmpty())
                throw new IllegalStateException("its new snapshot is not deterministic: taken twice, it differs in "
                        + String.join(", ", unsteady));
            return new Rehearsal(made, context.effects());
        } finally {
            context.end();
        }
    }
}
