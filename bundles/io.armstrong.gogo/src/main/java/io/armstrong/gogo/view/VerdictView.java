package io.armstrong.gogo.view;

import io.armstrong.api.health.Verdict;

/**
 * The answer of one probe.
 *
 * @param late whether it was watched and still changing when the time was over
 */
public record VerdictView(Verdict verdict, boolean late) implements View {
    @Override
    public Object json() {
        return Json.top(
                "probe",
                verdict.kind().text(),
                "passes",
                verdict.passes(),
                "reason",
                verdict.reason(),
                "timedOut",
                late);
    }

    @Override
    public int exit() {
        return Healths.exit(verdict.passes(), late);
    }

    @Override
    public String text(Screen screen) {
        return line(verdict) + "\n";
    }

    /** {@code ready: no, mempool is down in critical}. */
    static String line(Verdict verdict) {
        return verdict.kind().text() + ": " + (verdict.passes() ? "yes" : "no, " + Foreign.line(verdict.reason()));
    }
}
