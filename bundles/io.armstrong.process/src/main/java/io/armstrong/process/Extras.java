package io.armstrong.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What few processes have beyond others; made when first needed. Of the turn. */
final class Extras {
    /** Messages that crashed incarnations; null: none did since the last new code. */
    @Nullable
    Suspects suspects;

    @Nullable
    Durable durable;

    /** Names beside its own. */
    final List<String> names = new ArrayList<>(0);
}
