package io.armstrong.lifecycle;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the lifecycle, PID {@value LifecycleComponent#PID}. A change of them restarts the lifecycle. */
@ObjectClassDefinition(name = "Armstrong lifecycle")
@interface LifecycleConfig {
    /** Calls into the framework at a time. */
    @AttributeDefinition(description = "Calls into the framework at a time; those that hang do not count.", min = "2")
    int threads() default 32;

    /** From the interrupt to HUNG. */
    @AttributeDefinition(
            description = "Milliseconds from the interrupt of a call that overran its deadline to HUNG.",
            min = "1")
    long secondDeadlineMillis() default 1_000;
}
