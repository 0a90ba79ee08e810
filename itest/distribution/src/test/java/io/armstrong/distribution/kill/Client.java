package io.armstrong.distribution.kill;

import io.armstrong.distribution.ToldJvm;
import java.io.IOException;

/** Somebody outside the JVM who calls a ledger on and on, and knows what was acknowledged and what was asked. */
final class Client {
    private final String child;
    private volatile long asked;
    private volatile long acknowledged;
    private Thread calls;

    Client(String child) {
        this.child = child;
    }

    /** One call with nobody beside it. */
    void call(ToldJvm jvm) throws IOException, InterruptedException {
        asked = acknowledged + 1;
        hear(jvm.ask("sup:call " + child + " add"));
    }

    /** Calls until the process is gone. */
    void begin(ToldJvm jvm) {
        calls = new Thread(
                () -> {
                    try {
                        while (jvm.process.isAlive()) call(jvm);
                    } catch (IOException killed) {
                        return;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "client");
        calls.start();
    }

    /** Reads what the process said before it died. */
    void end() throws InterruptedException {
        calls.join();
    }

    private void hear(String answer) {
        for (String line : answer.split("\n"))
            if (line.matches("\\d+")) acknowledged = Math.max(acknowledged, Long.parseLong(line));
    }

    long acknowledged() {
        return acknowledged;
    }

    /** More than that was never ordered: one call more than what was answered. */
    long asked() {
        return asked;
    }

    /** What the next process says is what counts from now on. */
    void found(long count) {
        acknowledged = count;
        asked = count;
    }
}
