package io.armstrong.api.upgrade;

import java.util.List;
import java.util.Locale;

/**
 * What would make the children of one jar hard to upgrade, found before it matters (feature I2).
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param findings errors first
 */
public record LintReport(String symbolicName, String version, List<Finding> findings) {
    public LintReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing stands in the way; warnings and notes may be there. */
    public boolean passed() {
        return findings.stream().noneMatch(finding -> finding.level() == Level.ERROR);
    }

    /** How much it matters. */
    public enum Level {
        /** An upgrade will fail, restart others, or lose state. */
        ERROR,
        /** An upgrade goes, its undo does not or not whole. */
        WARNING,
        /** What could not be looked at. */
        NOTE;

        /** The word used in commands and JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that was found.
     *
     * @param child it is about; empty: the whole bundle
     * @param rule {@code api-in-child}, {@code mutable-field}, {@code state-not-data}, {@code lossy-migration}, {@code missing-migration},
     *     {@code one-way}
     * @param place field, class or package
     * @param text what is wrong with it, one sentence
     * @param remedy what to do
     */
    public record Finding(Level level, String child, String rule, String place, String text, String remedy) {}
}
