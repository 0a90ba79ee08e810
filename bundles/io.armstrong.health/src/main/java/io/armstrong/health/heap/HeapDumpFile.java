package io.armstrong.health.heap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A heap dump in the JVM's binary form (HPROF 1.0.2), walked front to back as often as somebody asks. Ids of 8 bytes only, which
 * is what every 64 bit JVM writes.
 */
final class HeapDumpFile {
    private static final int TEXT = 0x01;
    private static final int LOAD_CLASS = 0x02;
    private static final int HEAP_DUMP = 0x0c;
    private static final int HEAP_DUMP_SEGMENT = 0x1c;

    private static final int CLASS = 0x20;
    private static final int INSTANCE = 0x21;
    private static final int OBJECT_ARRAY = 0x22;
    private static final int PRIMITIVE_ARRAY = 0x23;

    private static final int OBJECT = 2;
    /** Bytes of a value, by the dump's number of its type. */
    private static final int[] SIZES = {0, 0, 8, 0, 1, 2, 4, 8, 1, 2, 4, 8};

    private final Path file;

    HeapDumpFile(Path file) {
        this.file = file;
    }

    /** @throws IOException when it is not such a file, or ends too soon */
    void walk(DumpVisitor visitor) throws IOException {
        try (DumpInput in = new DumpInput(file)) {
            header(in);
            while (!in.atEnd()) record(in, visitor);
        }
    }

    private static void header(DumpInput in) throws IOException {
        int last = in.u1();
        while (last != 0) last = in.u1();
        int idSize = in.u4();
        if (idSize != 8) throw new IOException("the dump's ids have " + idSize + " bytes; 8 can be read");
        in.u8(); // when it was written
    }

    private static void record(DumpInput in, DumpVisitor visitor) throws IOException {
        int tag = in.u1();
        in.u4(); // time since the beginning
        long length = in.u4() & 0xffffffffL;
        long end = in.position() + length;
        switch (tag) {
            case TEXT -> visitor.text(in.u8(), in, (int) length - 8);
            case LOAD_CLASS -> {
                in.u4(); // serial
                long id = in.u8();
                in.u4(); // stack
                visitor.className(id, in.u8());
            }
            case HEAP_DUMP, HEAP_DUMP_SEGMENT -> {
                while (in.position() < end) part(in, visitor);
            }
            default -> in.skip(length);
        }
        in.skip(end - in.position());
    }

    private static void part(DumpInput in, DumpVisitor visitor) throws IOException {
        int tag = in.u1();
        switch (tag) {
            case CLASS -> visitor.dumped(type(in));
            case INSTANCE -> instance(in, visitor);
            case OBJECT_ARRAY -> objects(in, visitor);
            case PRIMITIVE_ARRAY -> primitives(in);
            default -> root(tag, in, visitor);
        }
    }

    private static void root(int tag, DumpInput in, DumpVisitor visitor) throws IOException {
        long object = in.u8();
        switch (tag) {
            case Roots.UNKNOWN, Roots.STICKY_CLASS, Roots.MONITOR -> visitor.root(tag, object, 0);
            case Roots.JNI_GLOBAL -> {
                in.u8();
                visitor.root(tag, object, 0);
            }
            case Roots.NATIVE_STACK, Roots.THREAD_BLOCK -> visitor.root(tag, object, in.u4());
            case Roots.JNI_LOCAL, Roots.JAVA_FRAME, Roots.THREAD -> {
                int thread = in.u4();
                in.u4();
                visitor.root(tag, object, thread);
            }
            default ->
                throw new IOException("the dump holds a part of unknown kind " + tag + " at byte " + in.position());
        }
    }

    private static DumpedClass type(DumpInput in) throws IOException {
        long id = in.u8();
        in.u4(); // stack
        long superId = in.u8();
        List<DumpedClass.Held> held = new ArrayList<>();
        hold(held, DumpedClass.SUPER, superId);
        hold(held, DumpedClass.LOADER, in.u8());
        in.skip(4 * 8 + 4); // signers, protection domain, two reserved, size of an instance
        for (int constants = in.u2(); constants > 0; constants--) {
            in.u2();
            in.skip(SIZES[in.u1()]);
        }
        for (int statics = in.u2(); statics > 0; statics--) {
            long name = in.u8();
            int type = in.u1();
            if (type == OBJECT) hold(held, name, in.u8());
            else in.skip(SIZES[type]);
        }
        List<DumpedClass.Field> fields = new ArrayList<>();
        for (int count = in.u2(); count > 0; count--) {
            long name = in.u8();
            int type = in.u1();
            fields.add(new DumpedClass.Field(name, SIZES[type], type == OBJECT));
        }
        return new DumpedClass(id, superId, fields, held);
    }

    private static void hold(List<DumpedClass.Held> held, long name, long object) {
        if (object != 0) held.add(new DumpedClass.Held(name, object));
    }

    private static void instance(DumpInput in, DumpVisitor visitor) throws IOException {
        long id = in.u8();
        in.u4(); // stack
        long classId = in.u8();
        int length = in.u4();
        long end = in.position() + length;
        visitor.instance(id, classId, in, length);
        in.skip(end - in.position());
    }

    private static void objects(DumpInput in, DumpVisitor visitor) throws IOException {
        long id = in.u8();
        in.u4(); // stack
        int count = in.u4();
        long classId = in.u8();
        long end = in.position() + 8L * count;
        visitor.array(id, classId, in, count);
        in.skip(end - in.position());
    }

    private static void primitives(DumpInput in) throws IOException {
        in.u8();
        in.u4(); // stack
        long count = in.u4() & 0xffffffffL;
        in.skip(count * SIZES[in.u1()]);
    }
}
