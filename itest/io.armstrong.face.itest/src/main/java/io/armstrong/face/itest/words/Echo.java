package io.armstrong.face.itest.words;

/** Says a word back, and who says it. */
public interface Echo {
    String say(String word);
}
