package io.armstrong.api;

/** One line of the tree: a child or a supervisor among the children of another. */
public sealed interface MemberReport permits ChildReport, SupervisorReport {
    /** Its id, unique in the tree. */
    String id();

    /** What it is now. */
    ChildStatus status();
}
