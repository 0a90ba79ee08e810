package io.armstrong.api;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The first frames of a stack; a frame becomes text when somebody reads it. Keeps no class alive. */
final class Frames extends AbstractList<String> implements RandomAccess {
    private final StackTraceElement[] stack;

    private Frames(StackTraceElement[] stack) {
        this.stack = stack;
    }

    static List<String> of(StackTraceElement[] stack, int most) {
        return stack.length == 0 ? List.of() : new Frames(Arrays.copyOf(stack, Math.min(stack.length, most)));
    }

    @Override
    public String get(int index) {
        return stack[index].toString();
    }

    @Override
    public int size() {
        return stack.length;
    }
}
