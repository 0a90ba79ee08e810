package io.armstrong.process;

/** A message of the runtime itself: never refused, not counted as waiting, and handled while the process is held (OTP S100). */
public abstract class SystemMessage extends Message {
    /** Whether it goes before the ordinary messages that wait; false: it keeps its place among them unless the process is held. */
    protected boolean urgent() {
        return true;
    }
}
