package io.armstrong.bench;

import java.util.List;

/** One bench: does the work and says what came out. */
@FunctionalInterface
interface Bench {
    List<Line> run(Scale scale) throws Exception;
}
