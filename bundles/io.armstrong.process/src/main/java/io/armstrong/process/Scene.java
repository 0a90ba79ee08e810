package io.armstrong.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an incarnation had before it when it crashed (feature R7): the last messages, and the state in which it took the last of them.
 *
 * <p>It holds live objects of the child; whoever keeps it for longer keeps the texts.
 */
public final class Scene {
    /** Messages that are remembered; a power of two. */
    public static final int MESSAGES = 4;

    private static final int MOST_SHOWN = 200;
    /** Of the state, what the digest is made of: enough to tell two states apart, and cheap however large the state is. */
    private static final int MOST_DIGESTED = 100_000;

    private final @Nullable Recent recent;
    private final Object state;

    /** @param recent null: there were no messages */
    Scene(@Nullable Recent recent, Object state) {
        this.recent = recent;
        this.state = state;
    }

    /** The last messages, oldest first; the last of them was being handled. Each at most 200 characters. */
    public List<String> messages() {
        return recent == null
                ? List.of()
                : recent.messages().stream().map(Scene::text).toList();
    }

    private static String text(Object message) {
        return Excerpt.of(message instanceof Envelope.Words words ? words.words() : message, MOST_SHOWN);
    }

    /** The beginning of the state, at most 200 characters. */
    public String state() {
        return Excerpt.of(state, MOST_SHOWN);
    }

    /** The first eight hexadecimal digits of the SHA-256 of the state as text: equal for equal states. */
    public String digest() {
        byte[] text = Excerpt.of(state, MOST_DIGESTED).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
