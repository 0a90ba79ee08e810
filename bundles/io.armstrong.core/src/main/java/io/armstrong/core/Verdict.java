package io.armstrong.core;

/**
 * Why something is done.
 *
 * @param rule followed
 * @param policy that was asked; empty: none
 * @param restarts of the child in its own window, as the policy was told
 */
record Verdict(String rule, String policy, int restarts) {
    /** By a rule that asks no policy. */
    static Verdict of(String rule) {
        return new Verdict(rule, "", 0);
    }

    /** The same with one more reason. */
    Verdict and(String more) {
        return new Verdict(rule + "; " + more, policy, restarts);
    }
}
