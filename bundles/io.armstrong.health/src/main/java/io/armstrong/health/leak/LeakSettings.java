package io.armstrong.health.leak;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How the leak guard looks, PID {@value LeakComponent#PID}. A change begins anew. */
@ObjectClassDefinition(name = "Armstrong leak guard")
@interface LeakSettings {
    @AttributeDefinition(
            description =
                    "Whether it looks at all. It has the JVM collect, which stops all threads for as long as that takes.")
    boolean enabled() default true;

    @AttributeDefinition(description = "Collections that a replaced class loader must survive.", min = "1")
    int collections() default 3;

    @AttributeDefinition(description = "From the replacement to the first of them, ms.", min = "0")
    long quietMillis() default 10_000;

    @AttributeDefinition(description = "From one collection to the next, ms.", min = "1")
    long apartMillis() default 2_000;

    @AttributeDefinition(
            description = "From one heap dump to the next, ms. One is made only for a leak that nothing else explains.",
            min = "0")
    long walkMillis() default 60_000;

    @AttributeDefinition(
            description = "Heap in use up to which it is dumped, bytes: all threads stand still meanwhile. 0: never.",
            min = "0")
    long walkMaxBytes() default 256L << 20;

    @AttributeDefinition(description = "Where the dump lies until it is read. Empty: the folder for temporary files.")
    String walkFolder() default "";
}
