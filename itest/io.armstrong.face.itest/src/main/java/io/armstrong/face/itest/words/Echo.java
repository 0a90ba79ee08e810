package io.armstrong.face.itest.words;

/** Says a word back, and which version says it. */
public interface Echo {
    /** {@code version:word}. */
    String say(String word);

    /** Comes back when the latch of that name, a system property, is down; then says it. */
    String sayWhenLet(String latch) throws InterruptedException;

    /** @throws IllegalArgumentException always */
    void complain();

    /** @throws NoSuchWord always */
    void refuse() throws NoSuchWord;

    /** Gives an object of its own class away. */
    Object giveAway();

    /** A declared exception. */
    final class NoSuchWord extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
