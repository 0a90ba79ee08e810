package io.armstrong.gogo.command;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.AlarmsView;
import io.armstrong.gogo.view.View;
import java.util.List;

final class AlarmsCommand implements Command {
    private static final Option ACK = Option.flag("ack", "say that you know: they last on");
    private static final Option CLEAR = Option.flag("clear", "take them away");

    @Override
    public Usage usage() {
        return Usage.of(
                        "alarms",
                        "What a person has to look at, and the next command to type",
                        "sup:alarms counter isolated --ack")
                .takes(
                        Positional.maybe("ID", Kind.MEMBER, "only those of that child or supervisor"),
                        Positional.maybe("ALARM", Kind.TEXT, "only the one of that name"))
                .with(ACK, CLEAR);
    }

    @Override
    public View run(Call call) {
        Alarms alarms = call.services().alarms();
        String child = call.args().maybe(0).orElse("");
        String alarm = call.args().maybe(1).orElse("");
        boolean ack = call.args().has(ACK.name());
        boolean clear = call.args().has(CLEAR.name());
        if ((ack || clear) && child.isEmpty())
            throw new SupervisionException(
                    Code.USAGE,
                    "sup:alarms: --" + (ack ? "ack" : "clear") + " needs the ID it is for",
                    "sup:alarms --help");
        if (ack) return new AlarmsView(alarms.acknowledge(child, alarm));
        if (clear) return new AlarmsView(alarms.clear(child, alarm));
        List<Alarm> found = alarms.list().stream()
                .filter(one -> child.isEmpty() || one.child().equals(child))
                .filter(one -> alarm.isEmpty() || one.alarm().equals(alarm))
                .toList();
        return new AlarmsView(found);
    }
}
