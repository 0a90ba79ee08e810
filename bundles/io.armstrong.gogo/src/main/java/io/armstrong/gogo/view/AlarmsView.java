package io.armstrong.gogo.view;

import io.armstrong.api.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The alarms, oldest first, each with its count and the next command to type (feature O9). */
public record AlarmsView(List<Alarm> alarms) implements View {
    public AlarmsView {
        alarms = List.copyOf(alarms);
    }

    @Override
    public Object json() {
        return Json.top("alarms", alarms.stream().map(AlarmsView::alarm).toList());
    }

    private static Map<String, Object> alarm(Alarm alarm) {
        return Json.object(
                "child", alarm.child(),
                "alarm", alarm.alarm(),
                "text", alarm.text(),
                "try", alarm.tryNext(),
                "count", alarm.count(),
                "first", alarm.first().toString(),
                "last", alarm.last().toString(),
                "acknowledged", alarm.acknowledged());
    }

    @Override
    public String text(Screen screen) {
        if (alarms.isEmpty()) return "no alarms\n";
        List<List<String>> rows = new ArrayList<>();
        for (Alarm alarm : alarms)
            rows.add(List.of(
                    Foreign.line(alarm.child()),
                    Foreign.line(alarm.alarm()),
                    Long.toString(alarm.count()),
                    screen.ago(alarm.last()),
                    alarm.acknowledged() ? "yes" : "no"));
        Lines lines = new Lines(screen).table(List.of("CHILD", "ALARM", "COUNT", "LAST", "ACK"), rows);
        for (Alarm alarm : alarms) {
            lines.whole(Foreign.line(alarm.child() + " " + alarm.alarm() + ": " + alarm.text()));
            lines.field("try", Foreign.line(alarm.tryNext()));
        }
        return lines.toString();
    }
}
