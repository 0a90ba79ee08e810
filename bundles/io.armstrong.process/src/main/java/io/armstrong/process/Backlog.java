package io.armstrong.process;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a turn took over from the inbox and did not handle yet, when that is more than the one message it has in hand. Of the turn;
 * senders look only at how far it got.
 *
 * <p>It stands apart from its process, so that a turn which works through a row of messages writes nothing where senders write: they
 * would wait for each other's cache line. A process at rest has one of its own only while something waits in it.
 */
final class Backlog {
    /** Of every process that is held while nothing waits in it, which has none of its own: it is never written. */
    static final Backlog HELD = heldFrom(0);

    private static final AtomicIntegerFieldUpdater<Backlog> HANDLED =
            AtomicIntegerFieldUpdater.newUpdater(Backlog.class, "handled");

    /** Number of the newest counted message that has left. */
    private volatile int handled;
    /** The newest message taken over: what is above it in the inbox is new. */
    private @Nullable Message taken;
    /** What was taken over, oldest first, and its youngest. */
    private @Nullable Message first;

    private @Nullable Message last;
    /** Messages of the runtime that go first, and the youngest of them. */
    private @Nullable Message urgent;

    private @Nullable Message lastUrgent;
    private boolean held;

    Backlog(int handled) {
        this.handled = handled;
    }

    /** One whose messages are held. */
    static Backlog heldFrom(int handled) {
        Backlog made = new Backlog(handled);
        made.held = true;
        return made;
    }

    int handled() {
        return handled;
    }

    /** Whether that is the newest message it knows. */
    boolean knows(Message newest) {
        return taken == newest;
    }

    boolean empty() {
        return first == null && urgent == null;
    }

    boolean hasUrgent() {
        return urgent != null;
    }

    boolean held() {
        return held;
    }

    /** Leaves ordinary messages where they are; those of the runtime go on. */
    void hold() {
        if (held) return;
        held = true;
        resort();
    }

    void unhold() {
        held = false;
    }

    /** Takes over the newest message and all below it that is new, turning them round: newest first becomes oldest first. */
    void takeOver(Message newest) {
        Message oldest = null;
        boolean plain = true;
        for (Message m = newest; m != null && m != taken && m.next != m; ) {
            plain &= !(m instanceof SystemMessage);
            Message older = m.next;
            m.next = oldest;
            oldest = m;
            m = older;
        }
        taken = newest;
        if (plain) append(oldest, newest);
        else sort(oldest);
    }

    /** The next one to handle; null when there is none, or all are held. */
    @Nullable
    Message next() {
        Message message = urgent;
        if (message != null) {
            urgent = message.next;
            if (urgent == null) lastUrgent = null;
        } else {
            message = first;
            if (held || message == null) return null;
            first = message.next;
            if (first == null) last = null;
            count(message);
        }
        message.next = null;
        return message;
    }

    /** Gives back every ordinary message, oldest first. */
    void drain(Consumer<Message> sink) {
        Message waiting = first;
        first = null;
        last = null;
        while (waiting != null) {
            Message younger = waiting.next;
            waiting.next = null;
            if (waiting instanceof SystemMessage) {
                hasten(waiting);
            } else {
                count(waiting);
                sink.accept(waiting);
            }
            waiting = younger;
        }
    }

    private void count(Message message) {
        HANDLED.lazySet(this, handled + MailboxProcess.counted(message));
    }

    private void append(@Nullable Message oldest, Message newest) {
        if (last == null) first = oldest;
        else last.next = oldest;
        last = newest;
    }

    private void sort(@Nullable Message oldest) {
        for (Message m = oldest; m != null; ) {
            Message younger = m.next;
            m.next = null;
            if (m instanceof SystemMessage system && (held || system.urgent())) hasten(m);
            else append(m, m);
            m = younger;
        }
    }

    private void hasten(Message message) {
        if (lastUrgent == null) urgent = message;
        else lastUrgent.next = message;
        lastUrgent = message;
    }

    private void resort() {
        Message waiting = first;
        first = null;
        last = null;
        sort(waiting);
    }
}
