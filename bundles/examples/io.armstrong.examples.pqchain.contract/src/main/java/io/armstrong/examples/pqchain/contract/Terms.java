package io.armstrong.examples.pqchain.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole expression language: {@code amount > 0} as a guard, {@code held += amount} as a change, {@code pay seller
 * amount} as an effect, where a word is a number, a variable or an argument.
 *
 * @param values of variables and arguments, by name
 */
record Terms(Map<String, Long> values) {
    /** Arguments may not hide variables. */
    static Terms of(Map<String, Long> variables, Map<String, Long> arguments) {
        Map<String, Long> all = new HashMap<>(arguments);
        all.putAll(variables);
        return new Terms(all);
    }

    /** @throws IllegalArgumentException when a word is no number and has no value */
    boolean holds(String guard) {
        String[] words = three(guard);
        int compared = Long.compare(value(words[0]), value(words[2]));
        return switch (words[1]) {
            case "<" -> compared < 0;
            case "<=" -> compared <= 0;
            case "=" -> compared == 0;
            case ">=" -> compared >= 0;
            case ">" -> compared > 0;
            default -> throw new IllegalArgumentException("guard '" + guard + "': must compare with < <= = >= or >");
        };
    }

    /** The variables after a change. @throws ArithmeticException when a number grows out of 64 bits */
    Map<String, Long> changed(Map<String, Long> variables, String change) {
        String[] words = three(change);
        long by = value(words[2]);
        long old = variables.getOrDefault(words[0], 0L);
        Map<String, Long> next = new HashMap<>(variables);
        next.put(
                words[0],
                switch (words[1]) {
                    case "=" -> by;
                    case "+=" -> Math.addExact(old, by);
                    case "-=" -> Math.subtractExact(old, by);
                    default -> throw new IllegalArgumentException("change '" + change + "': must set with = += or -=");
                });
        return next;
    }

    /** The effect with values in place of names. */
    String written(String effect) {
        return Stream.of(effect.split(" "))
                .map(word -> values.containsKey(word) ? String.valueOf(values.get(word)) : word)
                .collect(Collectors.joining(" "));
    }

    private long value(String word) {
        if (word.matches("-?[0-9]+")) return Long.parseLong(word);
        Long value = values.get(word);
        if (value == null) throw new IllegalArgumentException("no value for '" + word + "': give " + word + "=NUMBER");
        return value;
    }

    private static String[] three(String text) {
        String[] words = text.split(" ");
        if (words.length != 3) throw new IllegalArgumentException("'" + text + "': must be three words");
        return words;
    }
}
