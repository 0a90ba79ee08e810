package io.armstrong.process;

/** Something that an incarnation opened and that did not end with it; the message says what, in one sentence. */
public final class LeftBehind extends Exception {
    private static final long serialVersionUID = 1L;

    LeftBehind(String what) {
        super(what, null, false, false);
    }
}
