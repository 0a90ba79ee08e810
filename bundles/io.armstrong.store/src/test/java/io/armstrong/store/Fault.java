package io.armstrong.store;

/**
 * What goes wrong, from which operation on, how often (in operations it applies to), and how many operations after
 * the first time power goes (negative: never).
 */
record Fault(Kind kind, int at, int times, int powerGoes) {
    static final Fault NONE = new Fault(Kind.EIO, Integer.MAX_VALUE, 0);

    Fault(Kind kind, int at, int times) {
        this(kind, at, times, -1);
    }

    enum Kind {
        /** Power goes in the middle of the operation; what was not forced is there, lost or torn at random. */
        CRASH,
        /** Power goes, and nothing that was not forced is there. */
        LOST,
        /** The process dies in the middle of the operation; the disk goes on, and still has to force what it was given. */
        KILL,
        /** No room: a write, or a new file or name. */
        ENOSPC,
        /** The operation fails half done; a force that fails loses what it should have forced. */
        EIO,
        /** Half is written, then it fails. */
        SHORT
    }
}
