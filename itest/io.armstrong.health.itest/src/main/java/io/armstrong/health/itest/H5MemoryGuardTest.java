package io.armstrong.health.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.CrashCause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The memory guard trips at the set bytes, restarts that child, and touches no other. */
class H5MemoryGuardTest extends Wards {
    private static final String BOUND = "memory=20000000";

    private Object count(String id) {
        return get(supervision.call(id, List.of("count"), Duration.ofSeconds(5)));
    }

    @Test
    void whatAThreadOfTheChildAllocatesIsTheChilds() throws Exception {
        greedy("greedy", BOUND);
        greedy("neighbour", BOUND);
        tell("neighbour", "allocate", 8);
        tell("greedy", "thread", 32);
        crashed("greedy", 1, CrashCause.MEMORY);
        assertThat(count("neighbour")).isEqualTo(2L);
        assertThat(up("neighbour").incarnation()).isOne();
    }

    @Test
    void belowTheBoundNothingHappensAndARestartBeginsAnew() throws Exception {
        greedy("modest", BOUND);
        tell("modest", "allocate", 12);
        assertThat(count("modest")).isEqualTo(2L);
        supervision.crash("modest", "by hand");
        upAfter("modest", 1);
        tell("modest", "allocate", 12);
        assertThat(count("modest")).isEqualTo(2L);
        greedy("greedy", BOUND);
        tell("greedy", "allocate", 32);
        crashed("greedy", 1, CrashCause.MEMORY); // the watch has looked at both since
        assertThat(up("modest").incarnation()).isEqualTo(2);
    }

    @Test
    void aPlainBundlesThreadsAreItsOwn() throws Exception {
        hoarding("hoarder", BOUND);
        beating("saver", BOUND);
        System.setProperty("hoard.hoarder", "true");
        await().until(() -> !supervision.why("hoarder").decision().isEmpty());
        System.clearProperty("hoard.hoarder");
        crashed("hoarder", 1, CrashCause.MEMORY);
        assertThat(up("saver").incarnation()).isOne();
    }

    @Test
    void aFloodedMailboxTripsItToo() throws Exception {
        greedy("flooded", "backlog=50;handlerDeadline=30000");
        tell("flooded", "block");
        for (int i = 0; i < 60; i++) tell("flooded", "count");
        assertThat(crashed("flooded", 1, CrashCause.MEMORY).cause().text())
                .matches("\\d+ messages wait, at 50 it is restarted");
    }
}
