package io.armstrong.process;

/**
 * What an incarnation did and holds, as of about now.
 *
 * @param callbacks of its worker that were begun
 * @param threads made by {@code ctx.threads()} that live
 * @param resources kept by {@code ctx.closeAtEnd}
 * @param timers that have not fired
 */
public record Possessions(long incarnation, long callbacks, int threads, int resources, int timers) {
    /** Of a child that is down. */
    public static final Possessions NONE = new Possessions(0, 0, 0, 0, 0);
}
