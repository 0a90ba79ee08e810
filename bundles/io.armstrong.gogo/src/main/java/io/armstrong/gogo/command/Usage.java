package io.armstrong.gogo.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a command is called, takes and does; help, parsing and completion read it.
 *
 * @param name without the scope
 * @param summary one sentence without a full stop
 * @param positionals words by place
 * @param options its own, before the ones that all commands have
 * @param example one line to type
 * @param notes further lines for help
 */
public record Usage(
        String name,
        String summary,
        List<Positional> positionals,
        List<Option> options,
        String example,
        List<String> notes) {
    public static final String SCOPE = "sup";
    static final String JSON = "json";
    static final String HELP = "help";
    static final String VERBOSE = "verbose";

    private static final List<Option> COMMON = List.of(
            Option.flag(JSON, "for programs: one line of JSON"),
            Option.flag(HELP, "this text"),
            Option.flag(VERBOSE, "or -v: with the stack trace of a failure"));

    public Usage {
        positionals = List.copyOf(positionals);
        options = List.copyOf(options);
        notes = List.copyOf(notes);
    }

    static Usage of(String name, String summary, String example) {
        return new Usage(name, summary, List.of(), List.of(), example, List.of());
    }

    Usage takes(Positional... words) {
        return new Usage(name, summary, List.of(words), options, example, notes);
    }

    Usage with(Option... own) {
        return new Usage(name, summary, positionals, List.of(own), example, notes);
    }

    Usage note(String... lines) {
        return new Usage(name, summary, positionals, options, example, List.of(lines));
    }

    /** {@code sup:status}. */
    public String full() {
        return SCOPE + ":" + name;
    }

    /** Its own options and those of all commands. */
    public List<Option> allOptions() {
        return Stream.concat(options.stream(), COMMON.stream()).toList();
    }

    /** {@code sup:status [ID] [--limit N]}. */
    public String synopsis() {
        List<String> parts = new ArrayList<>(List.of(full()));
        positionals.forEach(positional -> parts.add(positional.form()));
        if (options.size() > 4) parts.add("[OPTION...]");
        else options.forEach(option -> parts.add("[" + option.form() + "]"));
        return String.join(" ", parts);
    }
}
