package io.armstrong.process;

import io.armstrong.api.worker.Worker;
import io.armstrong.core.upgrade.StateLoss;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands inside a worker process: the callbacks and the number of their state's shape. Shared by all processes that run it.
 */
public final class WorkerCode {
    private final Worker<Object> worker;
    private final int schema;
    private final boolean endsQuietly;

    /** @param schema from 1 */
    @SuppressWarnings("unchecked") // states only travel between the callbacks of one worker
    public WorkerCode(Worker<?> worker, int schema) {
        this.worker = (Worker<Object>) worker;
        this.schema = schema;
        this.endsQuietly = endsQuietly(worker.getClass());
    }

    /** Whether it left {@code terminate} as it is, which does nothing; if it cannot be known, it did not. */
    private static boolean endsQuietly(Class<?> type) {
        try {
            for (Method method : type.getMethods())
                if (method.getName().equals("terminate") && method.getParameterCount() == 3 && !inherited(method))
                    return false;
            return true;
        } catch (LinkageError unreadable) { // a signature names a class that is not there
            return false;
        }
    }

    private static boolean inherited(Method method) {
        return method.getDeclaringClass() == Worker.class;
    }

    /** Whether the end of it runs none of its code. */
    boolean endsQuietly() {
        return endsQuietly;
    }

    Worker<Object> worker() {
        return worker;
    }

    public int schema() {
        return schema;
    }

    /** State as data: by the worker's own {@code snapshot}, else by component name. */
    Map<String, Object> dataOf(Object state) {
        Map<String, Object> own = worker.snapshot(state);
        return own != null ? PlainData.copyOf(own) : PlainData.ofState(state);
    }

    /** Where that state, taken once more, is not what it was the first time; empty: the worker's own {@code snapshot}, if it has one, is steady. */
    List<String> unsteady(Object state, Map<String, Object> once) {
        Map<String, Object> own = worker.snapshot(state);
        if (own == null) return List.of(); // components of a value
        Map<String, Object> again = PlainData.copyOf(own);
        return Stream.concat(StateLoss.fields(once, again).stream(), StateLoss.fields(again, once).stream())
                .distinct()
                .toList();
    }

    /** A state from data: by the worker's own {@code restore}, else by component name. */
    Object stateOf(Map<String, Object> data) {
        @Nullable Object own = worker.restore(data);
        return own != null ? own : PlainData.toState(PlainData.stateType(worker.getClass()), data);
    }
}
