package io.armstrong.process;

/** Somebody who handles the ordinary messages of a process in its stead, on its turn, while nothing is wrong with it. */
interface Handler {
    /** As {@link MailboxProcess#handle}. */
    boolean handle(Message message);
}
