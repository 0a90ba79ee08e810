package io.armstrong.distribution.soak;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;

/**
 * Upgrades one child so many times in a row, each time to a jar of its own, the default way and with the real store; each answer is checked,
 * and so is a count that the child carries through all of them.
 */
final class Soak {
    private final Path folder;
    private final Path home;
    private final PrintStream out;
    private final List<Vitals> samples = new ArrayList<>();

    Soak(Path folder, PrintStream out) throws IOException {
        this.folder = folder;
        this.home = Files.createDirectories(folder.resolve("home"));
        this.out = out;
    }

    /** @return what grew, and whatever else went wrong; empty when all is flat */
    List<String> run(Path armstrong, long upgrades) throws IOException, JMException, InterruptedException {
        long every = Math.max(1, upgrades / 20);
        SoakedJar.version(0, Files.createDirectories(home.resolve("deposit")));
        try (WatchedJvm jvm = new WatchedJvm(armstrong, home, folder.resolve("err.txt"))) {
            await(jvm);
            out.println(Vitals.HEAD);
            long since = System.nanoTime();
            for (long number = 1; number <= upgrades; number++) {
                String wrong = upgrade(jvm, number);
                if (!wrong.isEmpty()) return List.of(wrong);
                if (number % every > 0) continue;
                double each = (System.nanoTime() - since) / 1e6 / every;
                samples.add(Vitals.of(jvm, home, number, each));
                out.println(samples.get(samples.size() - 1));
                since = System.nanoTime();
            }
            return verdict(jvm, upgrades);
        }
    }

    private static void await(WatchedJvm jvm) throws IOException, InterruptedException {
        for (int tries = 0; tries < 1_000; tries++)
            if (jvm.ask("sup:status " + SoakedJar.CHILD + " --json").contains("\"status\":\"up\"")) return;
        throw new IOException("the child did not come up: " + jvm.ask("sup:status " + SoakedJar.CHILD));
    }

    /** One upgrade and one message. @return what was wrong with them */
    private String upgrade(WatchedJvm jvm, long number) throws IOException, InterruptedException {
        Path jar = SoakedJar.version(number, folder);
        try {
            String report = jvm.ask("sup:upgrade " + SoakedJar.CHILD + " " + jar + " --json");
            if (!report.contains("\"outcome\":\"committed\"")) return "upgrade " + number + ": " + report;
            String count = jvm.ask("sup:call " + SoakedJar.CHILD + " add");
            return count.equals(String.valueOf(number)) ? "" : "after upgrade " + number + " it counts " + count;
        } finally {
            Files.delete(jar);
        }
    }

    /** The first quarter is for what the JVM and the store reach anyway. */
    private List<String> verdict(WatchedJvm jvm, long upgrades) throws IOException, InterruptedException {
        Vitals early = samples.get(samples.size() / 4);
        Vitals late = samples.get(samples.size() - 1);
        List<String> wrong = new ArrayList<>(late.grownSince(early));
        String alarms = jvm.ask("sup:alarms --json");
        if (alarms.contains("leaked")) wrong.add("alarms: " + alarms);
        out.printf(
                "%d upgrades, from %d on: %s; heap %.1f KiB an upgrade%n",
                upgrades, early.upgrades(), wrong.isEmpty() ? "within bounds" : wrong, late.heapKibEachSince(early));
        return wrong;
    }

    /** {@code Soak JAR UPGRADES}; exit code 0 when all is flat. */
    public static void main(String[] args) throws IOException, JMException, InterruptedException {
        Path folder = Files.createTempDirectory("armstrong-soak-");
        List<String> wrong = new Soak(folder, System.out).run(Path.of(args[0]), Long.parseLong(args[1]));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }
}
