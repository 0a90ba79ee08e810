/**
 * Processes in plain Java: a bounded mailbox each, turns on a few threads, timers, names.
 *
 * <p>{@code ProcessSystem} ties the ports together: {@code Clock}, {@code Dispatcher}, {@code Timers}; the real ones are here, virtual ones
 * in {@code io.armstrong.process.virtual}. {@code MailboxProcess} is any process; {@code WorkerProcess} runs a child's {@code Worker}: identity and
 * mailbox stay, an {@code Incarnation} inside holds code and state. {@code PlainData} takes states apart and builds them again.
 */
@NullMarked
package io.armstrong.process;

import org.jspecify.annotations.NullMarked;
