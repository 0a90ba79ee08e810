package io.armstrong.supervisor;

import io.armstrong.api.SupervisionException;
import io.armstrong.core.OrderResult;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Those of many starts that failed, by id, and why. There may be a million of them: each is put into words when it is asked for. Written by
 * the supervisor's turn, before anybody else has it.
 */
final class FailedStarts extends AbstractMap<String, String> {
    static final OrderResult NOPROC = new OrderResult.Refused(OrderResult.Error.NOPROC);
    private static final Object TAKEN = new Object();

    private final NumberedIds ids;
    /** What was answered, in the place of the id; made for the first one that failed. */
    private @Nullable Object @Nullable [] answers;

    private int size;

    FailedStarts(NumberedIds ids) {
        this.ids = ids;
    }

    void answered(int index, OrderResult answer) {
        note(index, answer);
    }

    /** Another supervisor has a child of that id. */
    void taken(int index) {
        note(index, TAKEN);
    }

    private void note(int index, Object answer) {
        @Nullable Object[] noted = answers;
        if (noted == null) answers = noted = new Object[ids.size()];
        noted[index] = answer;
        size++;
    }

    private @Nullable Object answer(int index) {
        @Nullable Object[] noted = answers;
        return noted == null || index < 0 ? null : noted[index];
    }

    private String why(int index) {
        String id = ids.get(index);
        SupervisionException why =
                answer(index) instanceof OrderResult answer ? Orders.refusalOfNew(id, answer) : DynamicStarts.taken(id);
        if (why == null) return "cannot start " + id + ": its start said ignore";
        return why.getMessage() + "; try: " + why.remedy();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean containsKey(@Nullable Object id) {
        return answer(ids.indexOf(id)) != null;
    }

    @Override
    public @Nullable String get(@Nullable Object id) {
        int index = ids.indexOf(id);
        return answer(index) == null ? null : why(index);
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, String>> iterator() {
                return IntStream.range(0, size == 0 ? 0 : ids.size())
                        .filter(index -> answer(index) != null)
                        .mapToObj(index -> Map.entry(ids.get(index), why(index)))
                        .iterator();
            }

            @Override
            public int size() {
                return size;
            }
        };
    }
}
