package io.armstrong.face.itest.words;

/** A consumer with a static mandatory reference on an {@link Echo}. */
public interface Caller {
    /** What it holds. */
    Echo echo();

    /** How many of its kind were activated, this one included. */
    int activations();
}
