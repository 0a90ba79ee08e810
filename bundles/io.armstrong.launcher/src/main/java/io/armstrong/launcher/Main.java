package io.armstrong.launcher;

import java.io.Console;
import java.io.PrintStream;
import java.util.Objects;

/** {@code java -jar armstrong.jar}: see {@link Options#HELP}. */
public final class Main {
    private Main() {}

    public static void main(String... words) {
        // No class of ours or of a child is ever read from a serialized stream (design D12).
        System.setProperty("jdk.serialFilter", "!*");
        PrintStream out = System.out;
        Shell.keepStandardOutputForCommands();
        int code;
        try {
            Options options = Options.parse(words);
            code = switch (options.asks()) {
                case HELP -> say(out, Options.HELP);
                case VERSION -> say(out, "armstrong " + version() + System.lineSeparator());
                case RUN -> new Launch(options, hasTerminal()).run();
            };
        } catch (LaunchFailed e) {
            System.err.println("armstrong: " + e.getMessage());
            code = e.code().number();
        } catch (InterruptedException e) {
            System.err.println("armstrong: interrupted");
            code = ExitCode.FAILED.number();
        }
        out.flush();
        // Not exit: a child that hangs, or a thread it left, must not keep the process (fact: stop may never finish).
        Runtime.getRuntime().halt(code);
    }

    private static int say(PrintStream out, String text) {
        out.print(text);
        return ExitCode.OK.number();
    }

    static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "(development)");
    }

    /** From JDK 22 on there is a console without a terminal too, and it can be asked. */
    @SuppressWarnings("SystemConsoleNull") // null on JDK 17; what is not null is asked
    private static boolean hasTerminal() {
        Console console = System.console();
        if (console == null) return false;
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException olderThan22) {
            return true;
        }
    }
}
