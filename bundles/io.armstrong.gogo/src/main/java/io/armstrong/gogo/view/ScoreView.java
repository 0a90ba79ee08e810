package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.Upgrades.Score;
import java.util.List;
import java.util.Map;

/** What past upgrades were expected to stop, beside what they stopped. */
public record ScoreView(String id, List<Score> scores) implements View {
    public ScoreView {
        scores = List.copyOf(scores);
    }

    @Override
    public Object json() {
        return Json.top(
                "id", id,
                "right", right(),
                "scores", scores.stream().map(ScoreView::score).toList());
    }

    private long right() {
        return scores.stream().filter(Score::right).count();
    }

    private static Map<String, Object> score(Score score) {
        return Json.object(
                "at", score.at().toString(),
                "from", score.from(),
                "to", score.to(),
                "right", score.right(),
                "predicted", score.predicted(),
                "observed", score.observed());
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        lines.table(
                List.of("WHEN", "FROM", "TO", "RIGHT", "PREDICTED", "OBSERVED"),
                scores.stream().map(score -> row(score, screen)).toList());
        return lines.whole(right() + " of " + scores.size() + " predictions were right")
                .toString();
    }

    private static List<String> row(Score score, Screen screen) {
        return List.of(
                screen.dayAndTime(score.at()),
                Foreign.line(score.from()),
                Foreign.line(score.to()),
                score.right() ? "yes" : "no",
                Foreign.line(String.join(" ", score.predicted())),
                Foreign.line(String.join(" ", score.observed())));
    }
}
