package io.armstrong.testkit.simulator;

import java.util.List;

/** What is said of runs that broke a rule: how to run them again, and the first one made small. */
final class Stories {
    private Stories() {}

    static String of(List<Simulation.Result> broken) {
        StringBuilder text = new StringBuilder();
        for (Simulation.Result result : broken) {
            text.append("seed ").append(result.seed());
            text.append(", hash ").append(Long.toHexString(result.hash()));
            text.append(": ").append(result.violations());
            text.append("\n  again: mvn -q -pl bundles/io.armstrong.testkit -am test -Dtest=SimulatorTest")
                    .append(" -Dsurefire.failIfNoSpecifiedTests=false -Dsim.seed=")
                    .append(result.seed())
                    .append('\n');
        }
        if (!broken.isEmpty()) tell(text, Shrinker.shrink(broken.get(0)));
        return text.toString();
    }

    private static void tell(StringBuilder text, Simulation.Result small) {
        text.append("made small: ").append(small.violations());
        text.append("\n  events ").append(small.events());
        for (String line : small.story()) text.append("\n  ").append(line);
        text.append('\n');
    }
}
