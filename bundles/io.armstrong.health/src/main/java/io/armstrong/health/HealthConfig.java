package io.armstrong.health;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of health, PID {@value HealthComponent#PID}. A change of them restarts it; nothing of a child does. */
@ObjectClassDefinition(name = "Armstrong health")
@interface HealthConfig {
    /** By how many open files and sockets of the process may grow within a minute. */
    @AttributeDefinition(
            description = "So many more open files and sockets than within the last minute are an alarm; 0: never.",
            min = "0")
    long openFilesGrowth() default 500;

    /** From one count of them to the next. */
    @AttributeDefinition(description = "Milliseconds from one count of open files to the next.", min = "50")
    long openFilesPeriodMillis() default 10_000;
}
