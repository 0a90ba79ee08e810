package io.armstrong.supervisor.child;

import io.armstrong.process.MailboxProcess;
import io.armstrong.process.Message;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.SystemMessage;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Does one thing after another, as a process of the runtime does: no lock and no thread of its own. */
final class Serial extends MailboxProcess {
    private final ProcessSystem system;
    private final String owner;
    private final Queue<Runnable> postponed = new ConcurrentLinkedQueue<>();

    Serial(ProcessSystem system, String owner) {
        this.system = system;
        this.owner = owner;
    }

    /** Does it soon, after what was given before. Must not block. */
    void run(Runnable task) {
        put(new Task(task));
    }

    /** Does it at once on this thread where nothing else is being done or waits, and the thread is not one of the pool; else as {@link #run}. */
    void runHere(Runnable task) {
        putHere(new Task(task));
    }

    /** Does it before the next thing that is done here, and not sooner: whoever waits for the caller does not wait for a thread to wake. */
    void postpone(Runnable task) {
        postponed.add(task);
    }

    @Override
    protected ProcessSystem system() {
        return system;
    }

    @Override
    protected int bound() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean handle(Message message) {
        for (Runnable first = postponed.poll(); first != null; first = postponed.poll()) catchUp(first);
        if (message instanceof Task task) task.task.run();
        return true;
    }

    /** What comes after it is done even if this throws. */
    private void catchUp(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) { // as for any other task: a bug of ours, and the child goes on
            escaped(thrown);
        }
    }

    @Override
    protected void escaped(Throwable thrown) {
        system.trouble().report("child " + owner, thrown);
    }

    private static final class Task extends SystemMessage {
        private final Runnable task;

        private Task(Runnable task) {
            this.task = task;
        }
    }
}
