package io.armstrong.gogo.view;

import io.armstrong.api.SupervisorReport;

/** One supervisor on one screen. */
public record SupervisorView(SupervisorReport supervisor) implements View {
    @Override
    public Object json() {
        var json = Json.top();
        json.putAll(Members.supervisor(supervisor));
        return json;
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        String word = Status.word(supervisor);
        lines.painted(supervisor.id() + "  " + word, supervisor.id().length() + 2, word);
        lines.field("tier", supervisor.tier().text());
        lines.field("strategy", supervisor.strategy().text());
        lines.field("intensity", supervisor.intensity() + ", used " + supervisor.used());
        lines.field("children", supervisor.children().size() + ": sup:children " + supervisor.id());
        return lines.toString();
    }
}
