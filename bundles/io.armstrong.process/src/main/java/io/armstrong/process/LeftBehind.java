package io.armstrong.process;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Something that an incarnation opened and that did not end with it; the message says what, in one sentence. */
public final class LeftBehind extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable BooleanSupplier over;

    /** @param over whether it has ended by now; null: nobody can see that */
    LeftBehind(String what, @Nullable BooleanSupplier over) {
        super(what, null, false, false);
        this.over = over;
    }

    /** Whether it can be seen when it ends. */
    public boolean knowsItsEnd() {
        return over != null;
    }

    /** Whether it is seen to have ended. */
    public boolean over() {
        return over != null && over.getAsBoolean();
    }
}
