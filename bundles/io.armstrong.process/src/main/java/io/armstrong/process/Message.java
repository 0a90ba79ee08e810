package io.armstrong.process;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way: its own node in the queue of {@link MailboxProcess}, so a send allocates nothing else.
 *
 * <p>Sent once: a message must not be put into a mailbox a second time.
 */
public abstract class Message {
    /** Towards older ones while it is in the inbox; towards younger ones once a turn has taken it. */
    @Nullable
    Message next;

    /** How many counted messages its mailbox had accepted with this one; wraps around. */
    int seq;

    /**
     * The bottom of an inbox without a turn: replaced by every first send. Says nothing but its number, so those of young processes are
     * shared: one that never got a message has none of its own.
     */
    static final class Rest extends Message {
        private static final Rest[] YOUNG = new Rest[256];

        static {
            for (int i = 0; i < YOUNG.length; i++) YOUNG[i] = new Rest(i);
        }

        private Rest(int seq) {
            this.seq = seq;
        }

        static Rest at(int seq) {
            return seq >= 0 && seq < YOUNG.length ? YOUNG[seq] : new Rest(seq);
        }
    }
}
