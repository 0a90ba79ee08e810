package io.armstrong.api.upgrade;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;

/**
 * Declares what a {@link StateMigration} covers: at build time {@code Provide-Capability: io.armstrong.migration}, so that
 * a missing step is known before new code runs.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(
        namespace = Migration.NAMESPACE,
        name = "${#child}",
        attribute = {"from:Long=${#from}", "to:Long=${#to}", "down=${#down}", "class=${@class}"})
public @interface Migration {
    /** The capability that declares a step. */
    String NAMESPACE = "io.armstrong.migration";

    /** Id of the child. */
    String child();

    /** The older schema. */
    int from();

    /** The newer schema. */
    int to();

    /** Whether {@code down} is written. */
    boolean down() default false;
}
