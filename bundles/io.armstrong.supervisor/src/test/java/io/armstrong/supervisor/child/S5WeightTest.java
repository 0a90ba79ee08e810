package io.armstrong.supervisor.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Row S5: there may be a million dynamic children, so a field more in one of these is 8 MB more: it belongs beside them. */
class S5WeightTest {
    /** Of an object of HotSpot below 32 GB of heap; so is a reference. */
    private static final int HEADER = 12;

    private static final int REFERENCE = 4;

    @ParameterizedTest
    @CsvSource({
        "io.armstrong.supervisor.child.InstanceChild, 64",
        "io.armstrong.process.Incarnation, 64",
        "io.armstrong.process.supervise.Slot, 88"
    })
    void shouldWeighNoMore(String type, int bytes) throws Exception {
        assertThat(weight(Class.forName(type))).isLessThanOrEqualTo(bytes);
    }

    private static int weight(Class<?> type) {
        int bytes = HEADER;
        for (Class<?> each = type; each != null; each = each.getSuperclass())
            for (Field field : each.getDeclaredFields())
                if (!Modifier.isStatic(field.getModifiers())) bytes += size(field.getType());
        return (bytes + 7) / 8 * 8;
    }

    private static int size(Class<?> type) {
        if (type == long.class || type == double.class) return Long.BYTES;
        if (type == boolean.class || type == byte.class) return 1;
        return type == short.class || type == char.class ? Short.BYTES : REFERENCE;
    }
}
