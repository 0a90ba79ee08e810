package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.LintReport;
import io.armstrong.api.upgrade.LintReport.Finding;
import io.armstrong.api.upgrade.LintReport.Level;
import java.util.List;
import java.util.Map;

/** What would make children hard to upgrade, jar by jar. */
public record LintView(List<LintReport> reports) implements View {
    public LintView {
        reports = List.copyOf(reports);
    }

    @Override
    public Object json() {
        return Json.top(
                "passed",
                exit() == 0,
                "jars",
                reports.stream().map(LintView::jar).toList());
    }

    private static Map<String, Object> jar(LintReport report) {
        return Json.object(
                "symbolicName", report.symbolicName(),
                "version", report.version(),
                "passed", report.passed(),
                "findings", report.findings().stream().map(LintView::finding).toList());
    }

    private static Map<String, Object> finding(Finding finding) {
        return Json.object(
                "level", finding.level().text(),
                "child", finding.child(),
                "rule", finding.rule(),
                "place", finding.place(),
                "text", finding.text(),
                "try", finding.remedy());
    }

    /** 1 when something stands in the way of an upgrade. */
    @Override
    public int exit() {
        return reports.stream().allMatch(LintReport::passed) ? 0 : 1;
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        for (LintReport report : reports) {
            lines.whole(
                    Foreign.line(report.symbolicName()) + " " + Foreign.line(report.version()) + ": " + sum(report));
            for (Finding finding : report.findings()) {
                lines.whole("  " + Lines.pad(finding.level().text(), 7) + " " + Foreign.line(about(finding)));
                lines.whole("          " + Foreign.line(finding.text()));
                lines.whole("          try: " + Foreign.line(finding.remedy()));
            }
        }
        return lines.toString();
    }

    private static String about(Finding finding) {
        String child = finding.child().isEmpty() ? "" : finding.child() + " ";
        return child + finding.rule() + (finding.place().isEmpty() ? "" : ": " + finding.place());
    }

    private static String sum(LintReport report) {
        if (report.findings().isEmpty()) return "nothing found";
        long errors = report.findings().stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .count();
        return report.findings().size() + " found, " + errors + (errors == 1 ? " error" : " errors");
    }
}
