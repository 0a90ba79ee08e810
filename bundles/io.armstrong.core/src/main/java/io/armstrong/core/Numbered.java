package io.armstrong.core;

/** Ids that are a supervisor's with a number, {@code pool-17}: what a child is called that nobody named. Of such the number is kept. */
final class Numbered {
    /** Nine digits fit an int. */
    private static final int MOST_DIGITS = 9;

    private Numbered() {}

    static String id(String supervisor, int number) {
        return supervisor + "-" + number;
    }

    /** Whether it may be an id that {@link #id} makes, of whatever supervisor. */
    static boolean mayBe(String id) {
        int at = id.length();
        while (at > 0 && id.charAt(at - 1) >= '0' && id.charAt(at - 1) <= '9') at--;
        return at > 0 && at < id.length() && id.charAt(at - 1) == '-';
    }

    /** The number in an id that {@link #id} makes; 0: it is another id. */
    static int number(String supervisor, String id) {
        int first = supervisor.length() + 1;
        int digits = id.length() - first;
        if (digits < 1 || digits > MOST_DIGITS || id.charAt(first - 1) != '-' || id.charAt(first) == '0') return 0;
        int number = 0;
        for (int i = first; i < id.length(); i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) return 0;
            number = 10 * number + digit;
        }
        return id.startsWith(supervisor) ? number : 0;
    }
}
