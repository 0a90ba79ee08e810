package io.armstrong.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process: a bounded mailbox and turns that handle what is in it, one message at a time.
 *
 * <p>Queue and run state are one field. {@code top} is the newest message sent, linked to older ones; when it is a {@link
 * Message.Rest} no turn is scheduled, and whoever replaces it schedules one. So a send is one compare-and-set, and a turn takes
 * everything sent since with one read. Messages of one sender keep their order (OTP S92).
 *
 * <p>Fields without {@code volatile} belong to the turn; the dispatcher hands them from thread to thread.
 */
public abstract class MailboxProcess implements Turn {
    /** Messages one turn may handle before it goes to the end of the line. */
    static final int TURN_LENGTH = 64;

    private static final VarHandle TOP;
    private static final VarHandle HANDLED;

    static {
        try {
            TOP = MethodHandles.lookup().findVarHandle(MailboxProcess.class, "top", Message.class);
            HANDLED = MethodHandles.lookup().findVarHandle(MailboxProcess.class, "handled", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile Message top = Message.Rest.at(0);
    /** Counted messages taken out so far; wraps around, as {@code seq} does. */
    private volatile int handled;
    /** The newest message taken over from the inbox: what is above it in {@code top} is new. */
    private Message taken = Message.Rest.at(0);
    /** What was taken and not handled yet, oldest first, and its youngest. */
    private @Nullable Message first;

    private @Nullable Message last;
    /** Messages of the runtime that go first. */
    private @Nullable Message urgent;

    private boolean held;

    /** Where this process lives. */
    protected abstract ProcessSystem system();

    /** How many messages may wait. */
    protected abstract int bound();

    /**
     * Handles one message.
     *
     * @return false when the turn was taken away from this thread meanwhile: then it leaves at once and touches nothing more
     */
    protected abstract boolean handle(Message message);

    /** Hears what escaped from {@link #handle}; the process goes on with the next message. */
    protected abstract void escaped(Throwable thrown);

    /** Has a turn of this process run soon. Never called while one is scheduled or running. */
    protected void schedule() {
        system().dispatcher().execute(this);
    }

    /** Sends a message unless as many as the bound are waiting. @return whether it was taken */
    public final boolean offer(Message message) {
        while (true) {
            Message newest = top;
            if (newest.seq - handled >= bound()) {
                if (newest == top) return false;
            } else if (push(newest, message, newest.seq + 1)) {
                return true;
            }
        }
    }

    /** Sends a message that is never refused: an answer that was asked for, a timer, an order of the runtime. */
    public final void put(Message message) {
        int counted = message instanceof SystemMessage ? 0 : 1;
        Message newest;
        do {
            newest = top;
        } while (!push(newest, message, newest.seq + counted));
    }

    /**
     * As {@link #offer}; a process at rest handles the message at once on this thread, where the dispatcher allows it: whoever takes it
     * out of its rest has its turn.
     */
    protected final boolean offerHere(Message message) {
        Message newest = top;
        if (!(newest instanceof Message.Rest) || newest.seq - handled >= bound()) return offer(message);
        if (!link(newest, message, newest.seq + 1)) return offer(message);
        if (!system().dispatcher().runHere(this)) schedule();
        return true;
    }

    /**
     * As {@link #put}; a process at rest has its turn at once, inside the one of this thread, where the dispatcher allows it. For what a
     * turn says outside of its callbacks.
     */
    public final void putWithin(Message message) {
        int counted = message instanceof SystemMessage ? 0 : 1;
        Message newest;
        do {
            newest = top;
        } while (!link(newest, message, newest.seq + counted));
        if (newest instanceof Message.Rest && !system().dispatcher().runWithin(this)) schedule();
    }

    private boolean push(Message newest, Message message, int seq) {
        if (!link(newest, message, seq)) return false;
        if (newest instanceof Message.Rest) schedule();
        return true;
    }

    private boolean link(Message newest, Message message, int seq) {
        message.next = newest;
        message.seq = seq;
        return TOP.compareAndSet(this, newest, message);
    }

    /** How many messages wait; exact whenever the process is at rest. */
    public final int waiting() {
        int out = handled;
        return Math.max(0, top.seq - out);
    }

    /** Whether no turn is scheduled or running at this moment. */
    public final boolean resting() {
        return top instanceof Message.Rest;
    }

    @Override
    public final void run() {
        take();
        for (int left = TURN_LENGTH; left > 0; left--) {
            Message message = next();
            if (message == null) {
                if (rest()) return;
                take();
            } else if (!handleOne(message)) {
                return;
            }
        }
        again();
    }

    @Override
    public final void runBriefly() {
        take();
        Message message = next();
        if (message == null || handleOne(message)) leave();
    }

    /** Whether something waits that goes before the rest. Of the turn. */
    protected final boolean hasUrgent() {
        take();
        return urgent != null;
    }

    /** Ends the turn here: what waits is handled in another one, after everything else that can run. Of the turn. */
    protected final void leave() {
        if (first != null || urgent != null || !rest()) again();
    }

    private boolean handleOne(Message message) {
        try {
            return handle(message);
        } catch (Throwable thrown) { // a bug of the runtime, or the machine's last word: the process outlives both
            escaped(thrown);
            return true;
        }
    }

    /** Has the next turn of this process run after everything that waits. */
    protected void again() {
        system().dispatcher().requeue(this);
    }

    /** Goes to rest unless something came meanwhile. Afterwards the turn is over: nothing may be touched. */
    private boolean rest() {
        Message was = taken;
        Message.Rest rest = Message.Rest.at(was.seq);
        taken = rest;
        if (TOP.compareAndSet(this, was, rest)) return true;
        taken = was;
        return false;
    }

    /** Takes over what was sent since the last time, turning it round: newest first becomes oldest first. */
    private void take() {
        Message newest = top;
        if (newest == taken) return;
        Message oldest = null;
        boolean plain = true;
        for (Message m = newest; m != taken && m != null; ) {
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
        Message end = urgent;
        if (end == null) {
            urgent = message;
            return;
        }
        while (end.next != null) end = end.next;
        end.next = message;
    }

    private @Nullable Message next() {
        Message message = urgent;
        if (message != null) {
            urgent = message.next;
        } else {
            message = first;
            if (held || message == null) return null;
            first = message.next;
            if (first == null) last = null;
            if (!(message instanceof SystemMessage)) HANDLED.setRelease(this, handled + 1);
        }
        message.next = null;
        return message;
    }

    /** Whether ordinary messages are left where they are. Of the turn. */
    protected final boolean held() {
        return held;
    }

    /** Leaves ordinary messages where they are, in order, until {@link #unhold}. Of the turn. */
    protected final void hold() {
        if (held) return;
        held = true;
        resort();
    }

    /** Handles ordinary messages again. Of the turn. */
    protected final void unhold() {
        held = false;
    }

    /** Takes every ordinary message that waits out of the queue, oldest first. Of the turn. */
    protected final void drain(Consumer<Message> sink) {
        take();
        Message waiting = first;
        first = null;
        last = null;
        while (waiting != null) {
            Message younger = waiting.next;
            waiting.next = null;
            if (waiting instanceof SystemMessage) {
                hasten(waiting);
            } else {
                HANDLED.setRelease(this, handled + 1);
                sink.accept(waiting);
            }
            waiting = younger;
        }
    }

    private void resort() {
        Message waiting = first;
        first = null;
        last = null;
        sort(waiting);
    }
}
