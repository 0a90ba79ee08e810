package io.armstrong.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a worker's supervisor would hear. */
final class Heard implements WorkerListener {
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<WorkerExit> exits = new CopyOnWriteArrayList<>();

    @Override
    public void started(WorkerProcess process, long incarnation) {
        lines.add("started " + incarnation);
    }

    @Override
    public void startFailed(WorkerProcess process, WorkerExit exit) {
        lines.add("start of " + exit.incarnation() + " failed: " + exit.reason().text());
        exits.add(exit);
    }

    @Override
    public void exited(WorkerProcess process, WorkerExit exit) {
        lines.add(exit.incarnation() + " exited: " + exit.reason().text());
        exits.add(exit);
    }

    List<String> take() {
        List<String> taken = new ArrayList<>(lines);
        lines.clear();
        return taken;
    }

    WorkerExit last() {
        return exits.get(exits.size() - 1);
    }
}
