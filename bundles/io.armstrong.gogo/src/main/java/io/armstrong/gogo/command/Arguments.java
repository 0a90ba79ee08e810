package io.armstrong.gogo.command;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of one line, sorted into places and options; {@code --} ends the options. */
public final class Arguments {
    private final Usage usage;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    private Arguments(Usage usage) {
        this.usage = usage;
    }

    /** Sorts them. @throws SupervisionException USAGE, naming the word and the nearest one that would do */
    public static Arguments parse(Usage usage, List<String> line) {
        Arguments arguments = new Arguments(usage);
        Iterator<String> rest = line.iterator();
        boolean literal = false;
        while (rest.hasNext()) {
            String word = rest.next();
            if (literal) arguments.words.add(word);
            else if (word.equals("--")) literal = true;
            else if (word.equals("-v")) arguments.options.put(Usage.VERBOSE, "");
            else if (word.startsWith("--")) arguments.option(word.substring(2), rest);
            else arguments.words.add(word);
        }
        if (!arguments.has(Usage.HELP)) arguments.count();
        return arguments;
    }

    private void option(String text, Iterator<String> rest) {
        int equals = text.indexOf('=');
        String name = equals < 0 ? text : text.substring(0, equals);
        Option option = usage.allOptions().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name));
        if (option.isFlag()) {
            if (equals >= 0) throw wrong("--" + name + " takes no value");
            options.put(name, "");
        } else {
            if (equals < 0 && !rest.hasNext()) throw wrong("--" + name + " needs a value: " + option.form());
            options.put(name, allowed(option, equals < 0 ? rest.next() : text.substring(equals + 1)));
        }
    }

    private String allowed(Option option, String value) {
        if (option.allowed().isEmpty() || option.allowed().contains(value)) return value;
        throw wrong(
                "--" + option.name() + " is '" + value + "': must be one of " + String.join(", ", option.allowed()));
    }

    private SupervisionException unknown(String name) {
        List<String> names = usage.allOptions().stream().map(Option::name).toList();
        String near =
                Nearest.of(name, names).map(known -> "--" + known + ", or ").orElse("");
        return new SupervisionException(
                Code.USAGE,
                usage.full() + " has no option --" + name,
                near + usage.full() + " --help; a word that begins with -- goes after --");
    }

    private void count() {
        List<Positional> places = usage.positionals();
        for (int i = words.size(); i < places.size(); i++)
            if (places.get(i).required())
                throw new SupervisionException(
                        Code.USAGE, usage.full() + " needs " + places.get(i).name(), usage.synopsis());
        boolean many = !places.isEmpty() && places.get(places.size() - 1).many();
        if (!many && words.size() > places.size())
            throw new SupervisionException(
                    Code.USAGE,
                    usage.full() + " takes no more than " + places.size() + " words, found one more: "
                            + words.get(places.size()),
                    usage.synopsis());
    }

    private SupervisionException wrong(String what) {
        return new SupervisionException(Code.USAGE, usage.full() + ": " + what, usage.full() + " --help");
    }

    /** Whether the option was given. */
    public boolean has(String option) {
        return options.containsKey(option);
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The value of an option that is a whole number, 0 or more. @throws SupervisionException USAGE */
    public long number(String name, long absent) {
        String text = options.get(name);
        if (text == null) return absent;
        if (!text.matches("\\d{1,18}"))
            throw wrong("--" + name + " is '" + text + "': must be a whole number, 0 or more");
        return Long.parseLong(text);
    }

    /** As {@link #number}, within an int. */
    int count(String name, int absent) {
        return (int) Math.min(number(name, absent), Integer.MAX_VALUE);
    }

    /** A word that must be there. */
    public String word(int place) {
        return words.get(place);
    }

    /** A word that may be missing. */
    public Optional<String> maybe(int place) {
        return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
    }

    /** All words from that place on. */
    public List<String> from(int place) {
        return place < words.size() ? List.copyOf(words.subList(place, words.size())) : List.of();
    }
}
