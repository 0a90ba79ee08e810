package io.armstrong.health.heap;

/** Kinds of GC roots, by the numbers that a dump gives them. */
final class Roots {
    static final int UNKNOWN = 0xff;
    static final int JNI_GLOBAL = 0x01;
    static final int JNI_LOCAL = 0x02;
    static final int JAVA_FRAME = 0x03;
    static final int NATIVE_STACK = 0x04;
    static final int STICKY_CLASS = 0x05;
    static final int THREAD_BLOCK = 0x06;
    static final int MONITOR = 0x07;
    static final int THREAD = 0x08;

    private Roots() {}

    static String text(int kind) {
        return switch (kind) {
            case JNI_GLOBAL -> "native code, globally";
            case JNI_LOCAL -> "native code of a thread";
            case JAVA_FRAME -> "a local variable of a thread";
            case NATIVE_STACK -> "the native stack of a thread";
            case STICKY_CLASS -> "a class of the JDK";
            case THREAD_BLOCK -> "the block of a thread";
            case MONITOR -> "a monitor in use";
            case THREAD -> "a live thread";
            default -> "a root of the JVM";
        };
    }
}
