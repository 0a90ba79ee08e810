package io.armstrong.process;

import org.jspecify.annotations.Nullable;

/**
 * A message on its way: its own node in the queue of {@link MailboxProcess}, so a send allocates nothing else.
 *
 * <p>Sent once: a message must not be put into a mailbox a second time.
 */
public abstract class Message {
    /**
     * Towards older ones while it is in the inbox; towards younger ones in a {@link Backlog}; itself once a turn has it in hand and
     * nothing else.
     */
    @Nullable
    Message next;

    /** Which one it is of its mailbox's counted messages, see {@link MailboxProcess}; 0: its sender has not said yet. */
    int number;

    /** The bottom of an inbox without a turn whose messages are held: replaced by the first one sent. */
    static final class Rest extends Message {
        Rest(int number) {
            this.number = number;
            this.next = this;
        }
    }
}
