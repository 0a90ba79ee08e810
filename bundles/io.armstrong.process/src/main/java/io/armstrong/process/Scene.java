package io.armstrong.process;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an incarnation had before it when it crashed (feature R7): the last messages, and the state in which it took the last of them.
 *
 * <p>It holds live objects of the child; whoever keeps it for longer keeps the texts.
 */
public final class Scene {
    /** Messages that are remembered. */
    public static final int MESSAGES = 4;

    private static final int MOST_SHOWN = 200;
    /** Of the state, what the digest is made of: enough to tell two states apart, and cheap however large the state is. */
    private static final int MOST_DIGESTED = 100_000;

    private final @Nullable Object @Nullable [] ring;
    private final int count;
    private final Object state;

    /** @param ring of messages, written to no more; @param count of messages ever put into it */
    Scene(@Nullable Object @Nullable [] ring, int count, Object state) {
        this.ring = ring;
        this.count = count;
        this.state = state;
    }

    /** The last messages, oldest first; the last of them was being handled. Each at most 200 characters. */
    public List<String> messages() {
        List<String> messages = new ArrayList<>(MESSAGES);
        for (int i = Math.max(0, count - MESSAGES); ring != null && i < count; i++) {
            Object message = ring[i & (MESSAGES - 1)];
            if (message != null)
                messages.add(Excerpt.of(message instanceof Envelope.Words words ? words.words() : message, MOST_SHOWN));
        }
        return List.copyOf(messages);
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
