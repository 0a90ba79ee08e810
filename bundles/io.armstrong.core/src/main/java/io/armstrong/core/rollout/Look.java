package io.armstrong.core.rollout;

/**
 * What one look at the two sides came to.
 *
 * @param kind the verdict
 * @param reason one sentence: what was found
 * @param needed calls that each side needs to say more; 0 when nothing is missing
 */
public record Look(Kind kind, String reason, long needed) {
    /** The verdict of a look. */
    public enum Kind {
        SUCCESS,
        FAILURE,
        /** Too little to say. */
        INCONCLUSIVE,
        /** The sides could not be read. */
        ERROR
    }

    /** The sides could not be read. */
    public static Look error(String reason) {
        return new Look(Kind.ERROR, reason, 0);
    }
}
