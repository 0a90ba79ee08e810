package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.SupervisionException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** Row H4: alarms are set once and counted, acknowledged, and cleared when it is over. */
class H4AlarmsTest extends Trees {
    @InjectService(timeout = 20_000)
    Alarms alarms;

    private Optional<Alarm> alarm(String child, String name) {
        return alarms.list().stream()
                .filter(one -> one.child().equals(child) && one.alarm().equals(name))
                .findFirst();
    }

    private long events(String child, Class<? extends ArmstrongEvent> kind) {
        return journal.entries(child, 1000).stream()
                .filter(entry -> kind.isInstance(entry.event()))
                .count();
    }

    @Test
    void aFlappingChildYieldsOneAlarmWithACountThatClearsWhenItIsQuiet() throws Exception {
        supervisor("h4-sup", "tier=normal", "intensity=100", "period=2000", "policy=otp");
        echo("h4-a", "supervisor=h4-sup");
        for (int crash = 0; crash < 4; crash++) crashAndBack("h4-a");
        Alarm flapping = await().until(
                        () -> alarm("h4-a", "flapping"),
                        found -> found.isPresent() && found.get().count() >= 2)
                .orElseThrow();
        assertThat(flapping.tryNext()).isEqualTo("sup:why h4-a");
        assertThat(events("h4-a", ArmstrongEvent.AlarmSet.class)).isOne();
        assertThat(alarms.acknowledge("h4-a", "flapping")).singleElement().matches(Alarm::acknowledged);
        await().until(() -> alarm("h4-a", "flapping").isEmpty());
        await().until(() -> events("h4-a", ArmstrongEvent.AlarmCleared.class) == 1);
    }

    @Test
    void whatAnybodyRecordsIsCountedAndClearedByHand() {
        ArmstrongEvent.AlarmSet set = new ArmstrongEvent.AlarmSet("h4-c", "leaking", "one loader", "sup:why h4-c");
        journal.record(set);
        journal.record(new ArmstrongEvent.AlarmSet("h4-c", "leaking", "two loaders", "sup:why h4-c"));
        Alarm leaking = await().until(
                        () -> alarm("h4-c", "leaking"),
                        found -> found.isPresent() && found.get().count() == 2)
                .orElseThrow();
        assertThat(leaking.text()).isEqualTo("two loaders");
        assertThat(alarms.clear("h4-c", "")).hasSize(1);
        assertThat(alarm("h4-c", "leaking")).isEmpty();
        assertThatThrownBy(() -> alarms.clear("h4-c", "leaking")).isInstanceOf(SupervisionException.class);
    }
}
