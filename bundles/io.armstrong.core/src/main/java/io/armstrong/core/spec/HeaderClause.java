package io.armstrong.core.spec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One clause of a manifest header: {@code path; key=value; key:=directive} (OSGi Core, Common Header Syntax).
 *
 * @param path the first word, which has no {@code =}
 * @param attributes in order; a typed attribute keeps its name without the type ({@code from:Long=1} is {@code from})
 * @param directives in order
 */
public record HeaderClause(String path, Map<String, String> attributes, Map<String, String> directives) {
    /**
     * The clauses of a header, in order; an empty header has none.
     *
     * @throws IllegalArgumentException for a clause without a path, a quote that is not closed, or a key named twice
     */
    public static List<HeaderClause> parse(String header) {
        List<HeaderClause> clauses = new ArrayList<>();
        for (String clause : split(header, ',')) clauses.add(clause(clause));
        return List.copyOf(clauses);
    }

    private static HeaderClause clause(String text) {
        List<String> parts = split(text, ';');
        if (parts.isEmpty() || parts.get(0).contains("="))
            throw new IllegalArgumentException("'" + text.strip() + "': a clause begins with a name, then ;key=value");
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> directives = new LinkedHashMap<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals < 1) throw new IllegalArgumentException("'" + part + "': expected key=value");
            boolean directive = part.charAt(equals - 1) == ':';
            String key = part.substring(0, directive ? equals - 1 : equals).strip();
            if (!directive && key.indexOf(':') > 0) key = key.substring(0, key.indexOf(':'));
            String value = unquote(part.substring(equals + 1).strip());
            if ((directive ? directives : attributes).put(key, value) != null)
                throw new IllegalArgumentException("'" + key + "' stands twice in '" + text.strip() + "'");
        }
        return new HeaderClause(parts.get(0), attributes, directives);
    }

    /** Cuts at the separator wherever it stands outside quotes; pieces are stripped, empty ones dropped. */
    private static List<String> split(String text, char separator) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted && i + 1 < text.length()) piece.append(c).append(text.charAt(++i));
            else if (c == separator && !quoted) flush(piece, pieces);
            else piece.append(c);
            if (c == '"') quoted = !quoted;
        }
        if (quoted) throw new IllegalArgumentException("'" + text.strip() + "': a quote is not closed");
        flush(piece, pieces);
        return pieces;
    }

    private static void flush(StringBuilder piece, List<String> pieces) {
        String text = piece.toString().strip();
        if (!text.isEmpty()) pieces.add(text);
        piece.setLength(0);
    }

    private static String unquote(String value) {
        if (value.length() < 2 || value.charAt(0) != '"') return value;
        return value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1");
    }
}
