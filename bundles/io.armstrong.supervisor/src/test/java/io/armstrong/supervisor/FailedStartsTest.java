package io.armstrong.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ExitReason;
import io.armstrong.core.OrderResult;
import io.armstrong.core.OrderResult.Error;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What became of many starts, put into words when it is asked for. */
class FailedStartsTest {
    private final NumberedIds ids = new NumberedIds("pool", 8, 5);
    private final FailedStarts failed = new FailedStarts(ids);

    @Test
    void idsAreFoundWhereTheyStand() {
        assertThat(ids).containsExactly("pool-8", "pool-9", "pool-10", "pool-11", "pool-12");
        for (int i = 0; i < ids.size(); i++) assertThat(ids.indexOf(ids.get(i))).isEqualTo(i);
        for (Object other : List.of("pool-7", "pool-13", "pool-08", "pool-", "pool", "pond-9", "pool-1x", "pool--9", 9))
            assertThat(ids.indexOf(other)).isEqualTo(-1);
        assertThat(ids.contains("pool-99999999999999999999")).isFalse();
    }

    @Test
    void noneIsNone() {
        assertThat(failed).isEmpty();
        assertThat(failed.get("pool-8")).isNull();
    }

    @Test
    void eachSaysWhatWasTriedAndWhatToDoNext() {
        failed.answered(3, new OrderResult.Refused(Error.MAX_CHILDREN));
        failed.taken(1);
        failed.answered(4, FailedStarts.NOPROC);
        failed.answered(0, new OrderResult.StartFailed(ExitReason.parse("no such net")));
        assertThat(failed.keySet()).containsExactly("pool-8", "pool-9", "pool-11", "pool-12");
        assertThat(failed).hasSize(4);
        assertThat(failed.get("pool-8"))
                .isEqualTo(
                        "cannot start pool-8: its start failed: no such net; try: put that right, and start it again");
        assertThat(failed.get("pool-9"))
                .isEqualTo("cannot start pool-9: another child has that name; try: choose another name");
        assertThat(failed.get("pool-11")).contains("cannot start pool-11: ", "maxChildren", "; try: ");
        assertThat(failed.get("pool-12")).contains("its supervisor ended meanwhile");
        assertThat(failed.get("pool-10")).isNull();
        assertThat(failed.containsKey("pool-10")).isFalse();
    }
}
