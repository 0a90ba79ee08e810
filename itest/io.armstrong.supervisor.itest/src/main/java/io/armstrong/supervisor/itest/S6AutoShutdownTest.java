package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Row S6: a supervisor of bundles closes when its significant children are done, and a stop by hand is no such end. */
class S6AutoShutdownTest extends Trees {
    private Bundle keeper;
    private Bundle first;
    private Bundle second;

    /** One supervisor for each test: what a temporary child was stays with its id. */
    private void tree(String name, String auto) throws Exception {
        String sup = "supervisor=" + name + "-sup";
        supervisor(name + "-sup", "tier=normal", "restart=transient", "autoShutdown=" + auto);
        keeper = plain(name + "-keeper", sup);
        first = plain(name + "-first", sup + ";restart=temporary;significant=true");
        second = plain(name + "-second", sup + ";restart=temporary;significant=true");
        up(name + "-keeper");
        up(name + "-first");
        up(name + "-second");
    }

    @Test
    void anySignificantEndCloses() throws Exception {
        tree("s6a", "any_significant");
        supervision.crash("s6a-first", "done");
        await().until(() -> moves.containsAll(List.of("-s6a-second", "-s6a-keeper")));
        assertThat(moves.indexOf("-s6a-second")).as("in reverse: %s", moves).isLessThan(moves.indexOf("-s6a-keeper"));
    }

    @Test
    void allSignificantEndsClose() throws Exception {
        tree("s6b", "all_significant");
        supervision.crash("s6b-first", "done");
        await().until(() -> down(first));
        assertThat(status("s6b-keeper")).isEqualTo(ChildStatus.UP);
        supervision.crash("s6b-second", "done");
        await().until(() -> down(keeper));
    }

    @Test
    void aManualStopDoesNot() throws Exception {
        tree("s6c", "any_significant");
        get(supervision.stop("s6c-first"));
        await().until(() -> down(first));
        assertThat(status("s6c-keeper")).isEqualTo(ChildStatus.UP);
        assertThat(status("s6c-second")).isEqualTo(ChildStatus.UP);
        assertThat(down(keeper)).isFalse();
    }

    private static boolean down(Bundle bundle) {
        return bundle.getState() == Bundle.RESOLVED;
    }
}
