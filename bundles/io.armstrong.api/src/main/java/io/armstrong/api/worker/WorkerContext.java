package io.armstrong.api.worker;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a worker may use while it runs; handed to every callback and good only inside it.
 *
 * <p>Everything opened here belongs to the incarnation and ends with it: timers, threads, resources (design D8).
 */
@ProviderType
public interface WorkerContext {
    /** Id of the child. */
    String id();

    /** Counts starts from 1. */
    long incarnation();

    /** What {@code startDynamic} was given; null for a static child. */
    @Nullable
    Object argument();

    /** Configuration of the child: attributes that are not the runtime's own. */
    Map<String, Object> config();

    /** Monotonic time since the runtime started: the only clock a worker's decisions should use. */
    Duration uptime();

    /** The child itself, to be handed to others. */
    Ref self();

    /** The process registered under that name or child id. */
    Optional<Ref> whereis(String name);

    /** Registers the child under a further name until it ends; false when another holds it. */
    boolean register(String name);

    /** Who sent the message being handled; null for a cast or timer. Kept, it can be answered later with {@link #reply}. */
    @Nullable
    Caller caller();

    /** Answers a call that was left open by {@code Step.next}, with plain data as {@link Ref#cast}. At most once; later ones are dropped. */
    void reply(Caller caller, @Nullable Object value);

    /** Fails a call that was left open: the caller gets the cause. */
    void refuse(Caller caller, String cause);

    /**
     * Sends a message and waits for nothing; lost silently when the receiver is gone (OTP S96).
     *
     * @throws IllegalArgumentException when it is no plain data, as {@link Ref#cast}; what goes to oneself may be anything
     */
    void cast(Ref to, Object message);

    /**
     * Sends a message; the answer, or why there is none, comes as an {@link Answer} with this tag.
     *
     * @param deadline after which it is {@code timeout}: never earlier, and up to 30 ms later
     */
    void ask(Ref to, Object message, Duration deadline, Object tag);

    /** Sends this worker a message after that time, once. Ends with the incarnation. */
    Timer after(Duration delay, Object message);

    /** A {@link Down} with this tag comes when that incarnation of the other ends; at once when it is gone (OTP S92). */
    void monitor(Ref other, Object tag);

    /** The newest durable state as data of this worker's schema; empty when there is none. */
    Optional<Map<String, Object>> lastCheckpoint();

    /** Keeps a resource open until the incarnation ends, then closes it. Returns it. */
    <T extends AutoCloseable> T closeAtEnd(T resource);

    /** Makes daemon threads named after the child; what they throw is a crash; they are interrupted when it ends. */
    ThreadFactory threads();

    /** Whom to answer. */
    interface Caller {}

    /** A timer that was started. */
    interface Timer {
        /** Whether it was stopped before it fired. */
        boolean cancel();
    }

    /** What came of an {@link #ask}: a value, or the reason there is none. */
    record Answer(
            Object tag, @Nullable Object value, @Nullable String failure) {}

    /** A monitored incarnation ended. */
    record Down(Object tag, String id, long incarnation, String reason) {}
}
