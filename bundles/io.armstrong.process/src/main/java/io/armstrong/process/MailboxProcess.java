package io.armstrong.process;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process: a bounded mailbox and turns that handle what is in it, one message at a time.
 *
 * <p>Queue and run state are one field. {@code top} is the newest message sent, linked to older ones; it is null, or a {@link
 * Message.Rest} when messages are held, while no turn is scheduled, and whoever puts the first message there schedules one. So a send is
 * one compare-and-set, and a turn takes everything sent since with one read. Messages of one sender keep their order (OTP S92).
 *
 * <p>A turn that finds one message has it in hand and needs nothing else; more go through a {@link Backlog}.
 *
 * <p>The bound is exact, and senders do not look at what the turn writes to keep it: each message has a number, and up to
 * {@code limit} there is room. Numbers go by two from 1 on and wrap around, so none is 0; the runtime's own have that of the one below.
 */
public abstract class MailboxProcess implements Turn, Handler {
    /** Messages one turn may handle before it goes to the end of the line. */
    static final int TURN_LENGTH = 64;
    /** The largest bound that numbers can tell. */
    private static final int MOST_WAITING = 1 << 29;
    /** Pauses of the processor, 1 to 3 us: some fifty sends. */
    private static final int STAND_BACK = 64;
    /** After as many messages in one turn more are on their way. */
    private static final int STREAM = 16;

    // No VarHandles, here and where else messages pass: each use is several calls until the last compiler is through
    // with it.
    private static final AtomicReferenceFieldUpdater<MailboxProcess, @Nullable Message> TOP =
            AtomicReferenceFieldUpdater.newUpdater(MailboxProcess.class, Message.class, "top");
    private static final AtomicReferenceFieldUpdater<MailboxProcess, @Nullable Backlog> BACKLOG =
            AtomicReferenceFieldUpdater.newUpdater(MailboxProcess.class, Backlog.class, "backlog");
    private static final AtomicIntegerFieldUpdater<MailboxProcess> HANDLED =
            AtomicIntegerFieldUpdater.newUpdater(MailboxProcess.class, "handled");
    private static final AtomicIntegerFieldUpdater<MailboxProcess> LIMIT =
            AtomicIntegerFieldUpdater.newUpdater(MailboxProcess.class, "limit");

    private volatile @Nullable Message top;
    /** On top of a message with a lower number there is room. Any sender's reckoning is good: what was handled only grows. */
    private volatile int limit;
    /** Number of the newest message that was handled or is in hand; while there is a backlog of its own, that knows. */
    private volatile int handled = 1;
    /** Written by the turn alone. */
    private volatile @Nullable Backlog backlog;

    /** Where this process lives. */
    protected abstract ProcessSystem system();

    /** How many messages may wait. */
    protected abstract int bound();

    @Override
    public abstract boolean handle(Message message);

    /**
     * Who handles the messages of the next turn; this process unless somebody can without a look at it for each: senders write here,
     * and would wait for the cache line that is read, and the reader for theirs.
     */
    Handler handler() {
        return this;
    }

    /** Hears what escaped from {@link #handle}; the process goes on with the next message. */
    protected abstract void escaped(Throwable thrown);

    /** Has a turn of this process run soon. Never called while one is scheduled or running. */
    protected void schedule() {
        system().dispatcher().execute(this);
    }

    // ---- sending ----

    /** Sends a message unless as many as the bound are waiting. @return whether it was taken */
    public final boolean offer(Message message) {
        for (; ; standBack()) {
            Message newest = top;
            if (newest == null) {
                if (wake(message)) return true;
                continue;
            }
            int number = number(newest);
            if (number - limit >= 0 && !room(number)) {
                if (newest == top) return false;
            } else if (push(newest, message, number)) {
                return true;
            }
        }
    }

    /**
     * Another one came first. Senders on several cores that try again at once take the cache line from each other with each message;
     * who stands back lets the other send a row, in his cache, and then does so himself. So does a turn that is as fast as its senders.
     */
    private static void standBack() {
        for (int i = STAND_BACK; i > 0; i--) Thread.onSpinWait();
    }

    /** Sends a message that is never refused: an answer that was asked for, a timer, an order of the runtime. */
    public final void put(Message message) {
        while (true) {
            Message newest = top;
            if (newest == null ? wake(message) : push(newest, message, number(newest))) return;
        }
    }

    /**
     * As {@link #offer}; a process at rest handles the message at once on this thread, where the dispatcher allows it: whoever takes it
     * out of its rest has its turn.
     */
    protected final boolean offerHere(Message message) {
        if (top != null || !begin(message)) return offer(message);
        if (!system().dispatcher().runHere(this)) schedule();
        return true;
    }

    /** The same; what it sends another process at rest by {@link #putAfter} is handled there, too. */
    protected final boolean offerHereWithNext(Message message) {
        if (top != null || !begin(message)) return offer(message);
        if (!system().dispatcher().runHereWithNext(this)) schedule();
        return true;
    }

    /**
     * As {@link #put}; where another process has its turn by {@link #offerHereWithNext}, one at rest has its own right after that, on
     * the same thread, if the dispatcher allows it.
     */
    protected final void putAfter(Message message) {
        if (top != null || !begin(message)) put(message);
        else if (!system().dispatcher().keepHere(this)) schedule();
    }

    /**
     * As {@link #put}; a process at rest has its turn at once, inside the one of this thread, where the dispatcher allows it. For what a
     * turn says outside of its callbacks.
     */
    public final void putWithin(Message message) {
        if (top != null || !begin(message)) put(message);
        else if (!system().dispatcher().runWithin(this)) schedule();
    }

    /**
     * As {@link #put}; a process at rest, or one that is held, handles it at once on this thread, where the dispatcher allows it. For
     * threads that may be held up as long as that takes.
     */
    public final void putHere(Message message) {
        while (true) {
            Message newest = top;
            if (newest == null ? begin(message) : link(newest, message, number(newest))) {
                if (newest != null && !(newest instanceof Message.Rest)) return; // a turn is on its way
                if (!system().dispatcher().runHere(this)) schedule();
                return;
            }
        }
    }

    private boolean wake(Message message) {
        if (!begin(message)) return false;
        schedule();
        return true;
    }

    /** Puts the first message to a process at rest; the turn is the sender's then. */
    private boolean begin(Message message) {
        message.next = null;
        message.number = 0;
        if (!TOP.compareAndSet(this, null, message)) return false;
        int number = handled + counted(message); // nothing waits at rest, and nobody else can change that now
        message.number = number;
        LIMIT.lazySet(this, number);
        return true;
    }

    private boolean push(Message newest, Message message, int number) {
        if (!link(newest, message, number)) return false;
        if (newest instanceof Message.Rest) schedule();
        return true;
    }

    /** Puts one on top of the newest; on top of a {@link Message.Rest} the turn is the sender's. */
    private boolean link(Message newest, Message message, int number) {
        message.next = newest;
        message.number = number + counted(message);
        return TOP.compareAndSet(this, newest, message);
    }

    static int counted(Message message) {
        return message instanceof SystemMessage ? 0 : 2;
    }

    /** The number of a message in the inbox. While its sender has not said it, no turn has begun and what was handled stands still. */
    private int number(Message newest) {
        int number = newest.number;
        if (number != 0) return number;
        int base = handled;
        number = newest.number;
        return number != 0 ? number : base + counted(newest);
    }

    private boolean room(int number) {
        int bound;
        int end;
        do {
            bound = bound();
            end = out() + 2 * Math.min(bound, MOST_WAITING);
            limit = end;
        } while (bound != bound());
        return number - end < 0;
    }

    /** Another bound is in force. */
    protected final void boundChanged() {
        limit = out();
    }

    private int out() {
        Backlog known = backlog;
        return known == null || known == Backlog.HELD ? handled : known.handled();
    }

    /** How many messages wait; exact whenever the process is at rest. */
    public final int waiting() {
        int out = out();
        Message newest = top;
        return newest == null ? 0 : Math.max(0, number(newest) - out) >> 1;
    }

    /** Whether no turn is scheduled or running at this moment. */
    public final boolean resting() {
        Message newest = top;
        return newest == null || newest instanceof Message.Rest;
    }

    // ---- turns ----

    @Override
    public final void run() {
        Handler handler = handler();
        int left = TURN_LENGTH;
        do {
            Message only = take();
            if (only != null) {
                left--;
                if (!handleOne(handler, only)) return;
            }
            Backlog waits = backlog;
            if (waits != null) {
                left = handleSome(handler, waits, left);
                if (left < 0) return;
            }
            if (left == 0) {
                again();
                return;
            }
            if (left <= TURN_LENGTH - STREAM) standBack();
        } while (!rest());
    }

    /** @return how many more may be handled in this turn; negative when it was taken from this thread */
    private int handleSome(Handler handler, Backlog waits, int most) {
        for (int left = most; left > 0; left--) {
            Message message = waits.next();
            if (message == null) return left;
            if (!handleOne(handler, message)) return -1;
        }
        return 0;
    }

    @Override
    public final void runBriefly() {
        Message message = take();
        Backlog waits = backlog;
        if (message == null && waits != null) message = waits.next();
        if (message == null || handleOne(handler(), message)) leave();
    }

    /** Whether something waits that goes before the rest. Of the turn. */
    protected final boolean hasUrgent() {
        Backlog waits = takeAll();
        return waits != null && waits.hasUrgent();
    }

    /** Ends the turn here: what waits is handled in another one, after everything else that can run. Of the turn. */
    protected final void leave() {
        Backlog waits = backlog;
        if (waits != null && !waits.empty() || !rest()) again();
    }

    /**
     * One call for processes of every kind. With one for each, HotSpot's last compiler takes a supervisor's with all that it decides
     * into every worker's turn, and throws that away when a supervisor does what it did not do before.
     */
    private boolean handleOne(Handler handler, Message message) {
        try {
            return handler.handle(message);
        } catch (Throwable thrown) { // a bug of the runtime, or the machine's last word: the process outlives both
            escaped(thrown);
            return true;
        }
    }

    /** Has the next turn of this process run after everything that waits. */
    protected void again() {
        system().dispatcher().requeue(this);
    }

    /** Takes over what was sent since the last time. @return the one message to handle next; null when the backlog knows */
    private @Nullable Message take() {
        Message newest = top;
        if (newest == null || newest.next == newest) return null;
        Message older = newest.next;
        if ((older == null || older.next == older) && needsNoBacklog(backlog, newest)) {
            newest.next = newest;
            HANDLED.lazySet(this, newest.number);
            return newest;
        }
        takeAll();
        return null;
    }

    /** Whether that message, the only one, need not be taken over. */
    private static boolean needsNoBacklog(@Nullable Backlog waits, Message only) {
        return waits == null || waits == Backlog.HELD && only instanceof SystemMessage;
    }

    /** Takes over into the backlog what was sent since the last time, if anything. */
    private @Nullable Backlog takeAll() {
        Message newest = top;
        Backlog waits = backlog;
        if (newest == null || newest.next == newest || waits != null && waits.knows(newest)) return waits;
        if (waits == null || waits == Backlog.HELD) waits = makeBacklog(waits != null);
        waits.takeOver(newest);
        return waits;
    }

    /** Goes to rest unless something came meanwhile. Afterwards the turn is over: nothing may be touched. */
    private boolean rest() {
        Message newest = top;
        Backlog waits = backlog;
        if (newest == null) return false;
        if (waits == null || waits == Backlog.HELD)
            return newest.next == newest && TOP.compareAndSet(this, newest, null);
        if (newest.next != newest && !waits.knows(newest)) return false;
        if (!waits.empty()) return TOP.compareAndSet(this, newest, new Message.Rest(newest.number));
        newest.next = newest;
        HANDLED.lazySet(this, waits.handled());
        BACKLOG.lazySet(this, waits.held() ? Backlog.HELD : null);
        return TOP.compareAndSet(this, newest, null);
    }

    private Backlog makeBacklog(boolean held) {
        Backlog made = held ? Backlog.heldFrom(handled) : new Backlog(handled);
        BACKLOG.lazySet(this, made);
        return made;
    }

    /** Whether ordinary messages are left where they are. Of the turn. */
    protected final boolean held() {
        Backlog waits = backlog;
        return waits != null && waits.held();
    }

    /** Leaves ordinary messages where they are, in order, until {@link #unhold}. Of the turn. */
    protected final void hold() {
        Backlog waits = backlog;
        if (waits == null) BACKLOG.lazySet(this, Backlog.HELD);
        else if (waits != Backlog.HELD) waits.hold();
    }

    /** Handles ordinary messages again. Of the turn. */
    protected final void unhold() {
        Backlog waits = backlog;
        if (waits == Backlog.HELD) BACKLOG.lazySet(this, null);
        else if (waits != null) waits.unhold();
    }

    /** Takes every ordinary message that waits out of the queue, oldest first. Of the turn. */
    protected final void drain(Consumer<Message> sink) {
        Backlog waits = takeAll();
        if (waits != null && waits != Backlog.HELD) waits.drain(sink);
    }
}
