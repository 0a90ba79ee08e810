package io.armstrong.gogo.command;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.ChangeSet.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change set as it is typed: several pairs of ID and JAR, or a file: {@code {"upgrades":[{"child":"ID","jar":"PATH"}]}}, whose
 * paths are relative to its own folder.
 */
final class SetWords {
    static final Option SET = Option.of("set", "FILE", "a set: {\"upgrades\":[{\"child\":ID,\"jar\":PATH},...]}");
    static final Positional MORE = Positional.rest("ID JAR", false, "with further pairs: all of them, or none");
    private static final String SHAPE = "write {\"upgrades\":[{\"child\":\"ID\",\"jar\":\"PATH\"},...]}";

    private SetWords() {}

    /** The set that was asked for; empty when it is one child alone. */
    static Optional<ChangeSet> of(Call call) {
        List<String> words = call.args().from(0);
        Optional<String> file = call.args().option(SET.name());
        if (file.isPresent() && !words.isEmpty()) throw usage("sup:upgrade takes --set or ID JAR, found both");
        if (file.isPresent()) return Optional.of(set(parts(call.console().path(file.get()))));
        if (words.size() <= 2) return Optional.empty();
        if (words.size() % 2 != 0) throw usage("sup:upgrade has no JAR for " + words.get(words.size() - 1));
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < words.size(); i += 2) parts.add(new Part(words.get(i), Walk.jar(call, i + 1)));
        return Optional.of(set(parts));
    }

    private static SupervisionException usage(String what) {
        return new SupervisionException(Code.USAGE, what, "sup:upgrade ID JAR ID JAR..., or --set FILE");
    }

    private static ChangeSet set(List<Part> parts) {
        try {
            return new ChangeSet(parts);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private static List<Part> parts(Path file) {
        if (!Files.isRegularFile(file))
            throw new SupervisionException(Code.NOT_FOUND, "no file " + file, "give the path of a change set");
        try {
            if (JSON.std.mapFrom(Files.readString(file)).get("upgrades") instanceof List<?> upgrades)
                return upgrades.stream().map(each -> part(file, each)).toList();
            throw wrong(file, "no list \"upgrades\"");
        } catch (IOException e) {
            throw wrong(file, String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static Part part(Path file, Object each) {
        if (each instanceof Map<?, ?> map
                && map.get("child") instanceof String child
                && map.get("jar") instanceof String jar)
            return new Part(child, file.resolveSibling(jar).normalize());
        throw wrong(file, "found " + each);
    }

    private static SupervisionException wrong(Path file, String found) {
        return new SupervisionException(Code.USAGE, file + " is no change set: " + found, SHAPE);
    }
}
