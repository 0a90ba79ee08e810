package io.armstrong.launcher;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line, understood.
 *
 * @param asks what to do: run, or print help or the version and leave
 * @param demo also bring the example children
 * @param home where everything durable lives; default {@code armstrong-home} in the current folder
 * @param config Configurator JSON to apply at boot
 * @param batch commands and scripts in the order given; empty: stay up until told to stop
 */
record Options(Ask asks, boolean demo, Path home, Optional<Path> config, List<Batch> batch) {
    static final String DEFAULT_HOME = "armstrong-home";

    static final String HELP = """
            usage: java -jar armstrong.jar [--demo] [--home DIR] [--config FILE] [--exec 'COMMANDS']... [--script FILE]

              --demo             also bring the example children
              --home DIR         where everything durable lives (default: ./armstrong-home)
              --config FILE      OSGi Configurator JSON, applied at boot
              --exec 'COMMANDS'  wait until every child is up, run the commands, exit; may be given more than once
              --script FILE      the same with the lines of a file; all given run in order
              --script -         the same with standard input, each statement as soon as it is there
              --help             this text
              --version          the version

            Without --exec and --script a terminal gets the shell; without a terminal it runs until it is told to stop.
            Jars in DIR/deposit are installed at boot; those that declare a child are supervised.

            exit codes: 0 ok, 1 failed, 2 usage, 3 not found, 4 refused, 5 timeout, 70 root escalation,
                        71 out of memory, 75 error kernel hung, 76 supervisor lost
            With several commands all of them run; the first that failed gives the code.

            example: java -jar armstrong.jar --demo --exec 'sup:tree'
            """;

    enum Ask {
        RUN,
        HELP,
        VERSION
    }

    /** A thing to run in order. */
    sealed interface Batch {
        /** One {@code --exec}: handed to the shell whole. */
        record Commands(String text) implements Batch {}

        /** One {@code --script}. */
        record Script(Path file) implements Batch {}

        /** {@code --script -}: statements of standard input, as they come. */
        record Input() implements Batch {}
    }

    Options {
        batch = List.copyOf(batch);
    }

    /** @throws LaunchFailed USAGE, naming the word that is wrong */
    static Options parse(String... words) throws LaunchFailed {
        Ask asks = Ask.RUN;
        boolean demo = false;
        Path home = Path.of(DEFAULT_HOME);
        Optional<Path> config = Optional.empty();
        List<Batch> batch = new ArrayList<>();
        for (Iterator<String> rest = List.of(words).iterator(); rest.hasNext(); ) {
            String word = rest.next();
            switch (word) {
                case "--help", "-h" -> asks = Ask.HELP;
                case "--version" -> asks = Ask.VERSION;
                case "--demo" -> demo = true;
                case "--home" -> home = path(word, value(word, rest));
                case "--config" -> config = Optional.of(file(word, value(word, rest)));
                case "--exec" -> batch.add(new Batch.Commands(value(word, rest)));
                case "--script" -> batch.add(script(word, value(word, rest)));
                default -> throw LaunchFailed.usage("unknown option " + word);
            }
        }
        return new Options(asks, demo, home.toAbsolutePath().normalize(), config, batch);
    }

    private static String value(String option, Iterator<String> rest) throws LaunchFailed {
        if (!rest.hasNext()) throw LaunchFailed.usage("option " + option + " needs a value");
        return rest.next();
    }

    private static Batch script(String option, String value) throws LaunchFailed {
        return value.equals("-") ? new Batch.Input() : new Batch.Script(file(option, value));
    }

    private static Path path(String option, String value) throws LaunchFailed {
        if (value.isBlank()) throw LaunchFailed.usage("option " + option + " needs a value");
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw LaunchFailed.usage(option + " " + value + ": not a path (" + e.getReason() + ")");
        }
    }

    private static Path file(String option, String value) throws LaunchFailed {
        Path file = path(option, value).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) throw LaunchFailed.usage(option + " " + value + ": no such file");
        if (!Files.isReadable(file)) throw LaunchFailed.usage(option + " " + value + ": not readable");
        return file;
    }
}
