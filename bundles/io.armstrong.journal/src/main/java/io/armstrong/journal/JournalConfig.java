package io.armstrong.journal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the journal, PID {@value JournalComponent#PID}. A change of them begins a new journal. */
@ObjectClassDefinition(name = "Armstrong journal")
@interface JournalConfig {
    /** Entries kept. */
    @AttributeDefinition(description = "Entries kept; the oldest go first.", min = "100", max = "10000000")
    int capacity() default 10_000;
}
