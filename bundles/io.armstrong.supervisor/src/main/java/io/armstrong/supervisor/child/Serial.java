package io.armstrong.supervisor.child;

import io.armstrong.process.MailboxProcess;
import io.armstrong.process.Message;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.SystemMessage;

/** Does one thing after another, as a process of the runtime does: no lock and no thread of its own. */
final class Serial extends MailboxProcess {
    private final ProcessSystem system;
    private final String owner;

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
        if (message instanceof Task task) task.task.run();
        return true;
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
