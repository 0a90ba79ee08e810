package io.armstrong.supervisor.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.process.virtual.VirtualSystem;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an upgrade leaves to be done once nobody is held comes before anything else that concerns the child. */
class SerialTest {
    private final VirtualSystem time = VirtualSystem.withStalls();
    private final Serial serial = new Serial(time.system(), "counter");
    private final List<String> done = new ArrayList<>();

    @Test
    void whatIsPostponedIsDoneBeforeTheNextThingAndNotSooner() {
        serial.postpone(() -> done.add("seated"));
        serial.postpone(() -> done.add("seated again"));
        time.runUntilIdle();
        assertThat(done).isEmpty();
        serial.run(() -> done.add("let go"));
        time.runUntilIdle();
        assertThat(done).containsExactly("seated", "seated again", "let go");
    }

    @Test
    void whatThrowsTakesNothingWithIt() {
        serial.postpone(() -> {
            throw new IllegalStateException("a bug");
        });
        serial.run(() -> done.add("let go"));
        time.runUntilIdle();
        assertThat(done).containsExactly("let go");
    }
}
