package io.armstrong.api;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Supplier;

/** The first frames of a stack, asked for and made text when somebody reads them. Keeps alive what the supplier does. */
final class Frames extends AbstractList<String> implements RandomAccess {
    private final Supplier<StackTraceElement[]> stack;
    private final int most;

    private Frames(Supplier<StackTraceElement[]> stack, int most) {
        this.stack = stack;
        this.most = most;
    }

    static List<String> of(Supplier<StackTraceElement[]> stack, int most) {
        return new Frames(stack, most);
    }

    @Override
    public String get(int index) {
        return stack.get()[index].toString();
    }

    @Override
    public int size() {
        return Math.min(most, stack.get().length);
    }
}
