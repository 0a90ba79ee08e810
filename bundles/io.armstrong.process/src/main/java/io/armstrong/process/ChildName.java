package io.armstrong.process;

import org.jspecify.annotations.Nullable;

/** Who a child is, for who would rather not keep it himself: a million dynamic children have numbers instead of texts. */
public interface ChildName {
    /** Its id. */
    String id();

    /** What a dynamic child was given; null for a static one. */
    @Nullable
    Object argument();

    /** Whether whoever looks for that id asks its supervisor, so that it need not stand under its name. */
    boolean led();

    /** A name of its own, of a child that was given that. */
    static ChildName of(String id, @Nullable Object argument) {
        return new Own(id, argument);
    }

    /** One that is kept as it is. */
    record Own(String id, @Nullable Object argument) implements ChildName {
        @Override
        public boolean led() {
            return false;
        }
    }
}
