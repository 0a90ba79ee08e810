package io.armstrong.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bench.jar [--json] [NAME...]}: runs these benches, or all, each in a Java machine of its own, and prints a line a
 * measurement. Exit code 1 when one failed, 2 for a name that is none. With {@code -Darmstrong.warmup=off} they are measured as in
 * a runtime that does not warm up.
 */
public final class Main {
    private static final String ONE = "--here";

    private Main() {}

    public static void main(String[] args) throws Exception {
        List<String> names = new ArrayList<>(List.of(args));
        boolean json = names.remove("--json");
        boolean here = names.remove(ONE);
        for (String name : names)
            if (!Benches.all().containsKey(name)) {
                System.err.println("no bench " + name + "; there are "
                        + String.join(" ", Benches.all().keySet()));
                System.exit(2);
            }
        if (here) {
            AsBooted.await(names);
            for (String name : names) print(name, json);
            System.exit(0);
        }
        int failed = 0;
        for (String name : names.isEmpty() ? Benches.all().keySet() : names) failed += apart(name, json) == 0 ? 0 : 1;
        System.exit(failed == 0 ? 0 : 1);
    }

    private static void print(String name, boolean json) throws Exception {
        Bench bench = Benches.all().get(name);
        if (bench == null) throw new IllegalArgumentException(name);
        for (Line line : bench.run(Scale.FULL)) System.out.println(json ? line.json() : line.text());
    }

    /** In a machine of its own, with the heap the kit gives every peer. */
    private static int apart(String name, boolean json) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xms1g");
        command.add("-Xmx6g");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-D") || argument.startsWith("-X"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), ONE, name));
        if (json) command.add("--json");
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
