package io.armstrong.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many lines about one child reach the log: one that crashes in a circle must not drown what is said of the others (fault row 51).
 * The journal itself keeps every event. Of the teller's thread.
 */
final class LineBudget {
    /** Lines about one child in one {@link #SPAN}. */
    static final int LINES = 20;

    static final Duration SPAN = Duration.ofSeconds(1);
    /** Children whose lines are counted; of more the one that was longest silent is forgotten. */
    private static final int CHILDREN = 1_000;

    private final Map<String, Account> accounts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
            return size() > CHILDREN;
        }
    };

    private static final class Account {
        private Instant began = Instant.MIN;
        private int lines;
    }

    /**
     * What becomes of a line about that child.
     *
     * @param leftOut lines left out since the last one that was written
     */
    record Verdict(boolean write, long leftOut) {}

    /** A line about that child, at that time. */
    Verdict spend(String child, Instant at) {
        Account account = accounts.computeIfAbsent(child, id -> new Account());
        int leftOut = 0;
        if (account.began == Instant.MIN || !at.isBefore(account.began.plus(SPAN)) || at.isBefore(account.began)) {
            leftOut = Math.max(0, account.lines - LINES);
            account.began = at;
            account.lines = 0;
        }
        account.lines++;
        return new Verdict(account.lines <= LINES, leftOut);
    }
}
