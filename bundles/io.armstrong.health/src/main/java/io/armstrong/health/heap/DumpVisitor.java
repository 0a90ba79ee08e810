package io.armstrong.health.heap;

import java.io.IOException;

/** Told what a dump holds, in its order. What it does not read of a body is skipped for it. */
interface DumpVisitor {
    /** A name. */
    default void text(long id, DumpInput in, int length) throws IOException {}

    /** The name of a class, slashes in it. */
    default void className(long classId, long nameId) {}

    /** @param kind the dump's number of the kind of root; @param threadSerial 0 where it is of no thread */
    default void root(int kind, long object, int threadSerial) {}

    default void dumped(DumpedClass type) {}

    /** An object, its body ahead in the input. */
    default void instance(long id, long classId, DumpInput in, int length) throws IOException {}

    /** An array of objects, its elements ahead in the input. */
    default void array(long id, long classId, DumpInput in, int count) throws IOException {}
}
