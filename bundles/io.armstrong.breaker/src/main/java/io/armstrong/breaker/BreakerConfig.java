package io.armstrong.breaker;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Limits of one breaker, factory PID {@value ConfiguredBreaker#PID}; times in milliseconds. See {@code BreakerSpec}. */
@ObjectClassDefinition(name = "Armstrong circuit breaker")
@interface BreakerConfig {
    /** Opens it. */
    @AttributeDefinition(description = "Failures that open it; 0: never.", min = "0", max = "1000")
    int failures() default 5;

    /** Milliseconds. */
    @AttributeDefinition(description = "Milliseconds it stays open before a trial.", min = "1")
    long recovery() default 30_000;

    /** In all. */
    @AttributeDefinition(description = "Calls let through half-open; so many successes close it.", min = "1")
    int trials() default 3;

    /** Milliseconds. */
    @AttributeDefinition(description = "Milliseconds in which failures count; 0: those in a row.", min = "0")
    long window() default 0;

    /** Milliseconds. */
    @AttributeDefinition(description = "Milliseconds after which an unanswered trial is a failure.", min = "1")
    long permit() default 30_000;

    /** Milliseconds. */
    @AttributeDefinition(description = "Milliseconds from which a call is slow; 0: none is.", min = "0")
    long slowAfter() default 0;

    /** Percent. */
    @AttributeDefinition(description = "Percent of slow calls that opens it.", min = "1", max = "100")
    int slowPercent() default 50;

    /** Calls. */
    @AttributeDefinition(description = "Calls looked back at for slowness.", min = "1", max = "64")
    int slowSample() default 20;

    /** Classes. */
    @AttributeDefinition(description = "Exception classes that are no failures, nor are their subclasses.")
    String[] ignored() default {};
}
