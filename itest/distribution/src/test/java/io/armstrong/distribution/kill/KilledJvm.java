package io.armstrong.distribution.kill;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.IncompatibleThreadStateException;
import com.sun.jdi.Method;
import com.sun.jdi.ObjectReference;
import com.sun.jdi.StringReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.EventRequest;
import io.armstrong.distribution.ToldJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One that is killed at a step of an upgrade. A debugger stops it there: nothing in the product can. */
final class KilledJvm extends ToldJvm {
    private static final long STEP_SECONDS = 60;

    private VirtualMachine jvm;
    /** Steps that began, {@code undo} before those of the way back. */
    final List<String> began = new ArrayList<>();

    KilledJvm(Path home, Path err) throws IOException {
        super(command(home, "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=n,address=127.0.0.1:0"), err);
    }

    /** Attaches the debugger. */
    void watch() throws Exception {
        String port = line().replaceAll(".*: (?:.*:)?(\\d+)$", "$1");
        AttachingConnector socket = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(connector -> connector.name().equals("com.sun.jdi.SocketAttach"))
                .findFirst()
                .orElseThrow();
        Map<String, Connector.Argument> arguments = socket.defaultArguments();
        arguments.get("hostname").setValue("127.0.0.1");
        arguments.get("port").setValue(port);
        jvm = socket.attach(arguments);
    }

    /**
     * Orders an upgrade, has a client call meanwhile, and kills the process when that step begins, or so many microseconds later.
     *
     * @return whether that step began; else it did not within a minute
     */
    boolean killAt(String order, String step, long microsLater, Client client) throws Exception {
        stopAt("io.armstrong.upgrade.Walk", "walk");
        say(order + " &");
        client.begin(this);
        return killed(step, 1, microsLater);
    }

    /** Orders a rollout, and kills the process when it does that for the so-manieth time: {@code shift}, {@code gate}, {@code promote}. */
    boolean killRolloutAt(String order, String effect, int time, long microsLater, Client client) throws Exception {
        stopAt("io.armstrong.upgrade.Rollout", "act");
        say(order + " &");
        client.begin(this);
        return killed(effect, time, microsLater);
    }

    /** The same with nobody calling. */
    boolean killAt(String order, String step, long microsLater) throws Exception {
        stopAt("io.armstrong.upgrade.Walk", "walk");
        say(order);
        return killed(step, 1, microsLater);
    }

    private void stopAt(String type, String name) {
        Method method = jvm.classesByName(type).get(0).methodsByName(name).get(0);
        EventRequest request = jvm.eventRequestManager().createBreakpointRequest(method.location());
        request.setSuspendPolicy(EventRequest.SUSPEND_ALL);
        request.enable();
    }

    private boolean killed(String step, int time, long microsLater) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(STEP_SECONDS);
        while (System.nanoTime() < until) {
            EventSet events = jvm.eventQueue().remove(200);
            if (events == null) continue;
            for (Event event : events) {
                if (!(event instanceof BreakpointEvent stopped)) continue;
                began.add(step(stopped));
                if (!began.get(began.size() - 1).equals(step) || Collections.frequency(began, step) < time) continue;
                if (microsLater > 0) events.resume();
                spin(microsLater);
                kill();
                return true;
            }
            events.resume();
        }
        return false;
    }

    private static void spin(long micros) {
        long until = System.nanoTime() + micros * 1_000;
        while (System.nanoTime() < until) Thread.onSpinWait();
    }

    private static String step(BreakpointEvent stopped) throws IncompatibleThreadStateException {
        List<com.sun.jdi.Value> arguments = stopped.thread().frame(0).getArgumentValues();
        if (arguments.size() == 1) // an effect of a rollout, by its type
        return arguments.get(0).type().name().replaceAll(".*\\$", "").toLowerCase(java.util.Locale.ROOT);
        String step = name((ObjectReference) arguments.get(0))
                .toLowerCase(java.util.Locale.ROOT)
                .replace('_', '-');
        return name((ObjectReference) arguments.get(1)).equals("BACK") ? "undo " + step : step;
    }

    private static String name(ObjectReference constant) {
        return ((StringReference) constant.getValue(constant.referenceType().fieldByName("name"))).value();
    }

    @Override
    public void close() throws InterruptedException {
        super.close();
        try {
            if (jvm != null) jvm.dispose();
        } catch (VMDisconnectedException gone) {
            jvm = null;
        }
    }
}
