package io.armstrong.core.spec;

import java.util.Collection;

/** The known name that is most like one that was written. */
public final class NearestName {
    private NearestName() {}

    /** The candidate with the smallest edit distance, the first in order among equals; empty when there are none. */
    public static String of(String written, Collection<String> candidates) {
        String best = "";
        int least = Integer.MAX_VALUE;
        for (String candidate : candidates.stream().sorted().toList()) {
            int distance = distance(written, candidate);
            if (distance >= least) continue;
            best = candidate;
            least = distance;
        }
        return best;
    }

    /** Levenshtein: insertions, deletions and replacements. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) previous[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
