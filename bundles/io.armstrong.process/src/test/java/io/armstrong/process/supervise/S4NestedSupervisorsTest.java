package io.armstrong.process.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildType;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.process.ChildName;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Feature S4: a supervisor as a child; a storm at the leaf climbs one level for each exhausted budget (OTP S60 to S62). */
class S4NestedSupervisorsTest {
    private final VirtualSystem time = new VirtualSystem();
    private final List<String> log = new ArrayList<>();
    private final List<ArmstrongEvent> events = new ArrayList<>();
    private final Map<String, ScriptedChild> children = new HashMap<>();

    @Test
    void shouldClimbExactlyOneLevelForEachExhaustedBudget() {
        start(supervisor(
                "top", ChildSpec.of(supervisor("mid", ChildSpec.of(supervisor("low", ChildSpec.of("leaf")))))));
        List<String> hops = new ArrayList<>();
        for (int crash = 1; crash <= 8; crash++) hops.add(whoGaveUp());
        assertThat(hops).containsExactly("", "low", "", "low mid", "", "low", "", "low mid top");
        assertThat(log).endsWith("exited shutdown");
    }

    @Test
    void shouldLeaveATransientSupervisorDownThatGaveUp() {
        start(supervisor(
                "top",
                ChildSpec.of(supervisor("low", ChildSpec.of("leaf"))).withRestart(RestartType.TRANSIENT),
                ChildSpec.of("other")));
        whoGaveUp();
        assertThat(whoGaveUp()).isEqualTo("low");
        assertThat(events).anySatisfy(event -> assertThat(event.sentence())
                .startsWith("top decided for low: stay down (transient child, shutdown exit"));
    }

    @Test
    void shouldStopTheSubtreeDepthFirstInReverse() {
        SupervisorProcess top = start(supervisor(
                "top", ChildSpec.of("a"), ChildSpec.of(supervisor("low", ChildSpec.of("x"), ChildSpec.of("y")))));
        log.clear();
        top.shutdown(ExitReason.SHUTDOWN);
        time.runUntilIdle();
        assertThat(log.stream().filter(step -> step.startsWith("-"))).containsExactly("-y1", "-x1", "-a1");
    }

    private String whoGaveUp() {
        int from = events.size();
        children.get("leaf").crash();
        time.runUntilIdle();
        List<String> names = new ArrayList<>();
        for (ArmstrongEvent event : events.subList(from, events.size()))
            if (event instanceof ArmstrongEvent.Escalated escalated) names.add(escalated.supervisor());
        return String.join(" ", names);
    }

    private SupervisorProcess start(SupervisorSpec spec) {
        SupervisorProcess process = new SupervisorProcess(time.system(), spec, this::child, events::add, new Owner());
        process.start();
        time.runUntilIdle();
        return process;
    }

    private Child child(ChildName name, ChildSpec spec) {
        String id = name.id();
        if (spec.type() == ChildType.SUPERVISOR) return new SupervisorChild(time.system(), this::child, events::add);
        ScriptedChild made = new ScriptedChild(id, log);
        children.put(id, made);
        return made;
    }

    private static SupervisorSpec supervisor(String id, ChildSpec... children) {
        Intensity one = new Intensity(1, Duration.ofSeconds(60));
        return new SupervisorSpec(id, Strategy.ONE_FOR_ONE, one, AutoShutdown.NEVER, List.of(children));
    }

    private final class Owner implements SupervisorOwner {
        @Override
        public void booted() {
            log.add("booted");
        }

        @Override
        public void startFailed(ExitReason reason) {
            log.add("failed " + reason.text());
        }

        @Override
        public void exited(ExitReason reason) {
            log.add("exited " + reason.text());
        }
    }
}
