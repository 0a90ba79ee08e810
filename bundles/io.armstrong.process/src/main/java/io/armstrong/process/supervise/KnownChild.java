package io.armstrong.process.supervise;

import org.jspecify.annotations.Nullable;

/** One child of a supervisor, looked for once: what is shown of it, and the hand on it, at the moment they are asked for. From any thread. */
public interface KnownChild {
    /** What is shown of it; null when nothing is, or it is that supervisor's no more. @param id its id, for who has it at hand */
    @Nullable
    ChildView shownBy(SupervisorProcess supervisor, String id);

    /** The hand on it; null before its first start. */
    @Nullable
    Child hand();
}
