package io.armstrong.core.upgrade;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a way down loses: down and up again must give back the same state (feature U4). */
public final class StateLoss {
    private StateLoss() {}

    /** The paths of what differs, {@code a.b[2].c}, in the order of the state; what is new in {@code after} is not lost. */
    public static List<String> fields(Map<String, Object> before, Map<String, Object> after) {
        List<String> lost = new ArrayList<>();
        compare("", before, after, lost);
        return List.copyOf(lost);
    }

    private static void compare(String path, @Nullable Object before, @Nullable Object after, List<String> lost) {
        if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
            was.forEach(
                    (key, value) -> compare(path.isEmpty() ? "" + key : path + "." + key, value, is.get(key), lost));
        } else if (before instanceof List<?> was && after instanceof List<?> is && was.size() == is.size()) {
            for (int i = 0; i < was.size(); i++) compare(path + "[" + i + "]", was.get(i), is.get(i), lost);
        } else if (!same(before, after)) {
            lost.add(path);
        }
    }

    /** Whole numbers are the same whatever they are kept in. */
    private static boolean same(@Nullable Object before, @Nullable Object after) {
        if (before instanceof Number was && after instanceof Number is && whole(was) && whole(is))
            return was.longValue() == is.longValue();
        return Objects.equals(before, after);
    }

    private static boolean whole(Number value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }
}
