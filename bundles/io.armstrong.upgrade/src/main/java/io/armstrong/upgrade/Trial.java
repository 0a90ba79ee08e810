package io.armstrong.upgrade;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.api.spi.Store.BundleRecord;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An upgrade whose new version has to prove itself (feature U13). It stands in the upgrade log beside the report, so that it
 * outlives the process.
 *
 * @param child the upgrade was asked for
 * @param children that crossed
 * @param until when it has proved itself
 * @param from the version before
 * @param to the version on trial
 * @param options what was consented to
 * @param set the change set it came with; empty: it came alone
 */
record Trial(
        String symbolicName,
        String child,
        Set<String> children,
        Instant until,
        RevisionRecord from,
        RevisionRecord to,
        Options options,
        String set) {
    /** Its name in the log. */
    static final String NAME = "probation";

    Trial {
        children = Set.copyOf(children);
    }

    static Trial of(Subject subject, Instant now, Duration length) {
        return new Trial(
                subject.symbolicName(),
                subject.child(),
                Set.copyOf(subject.crossing.stream().map(child -> child.id()).toList()),
                now.plus(length),
                subject.prepared().from(),
                subject.prepared().to(),
                subject.asked.options(),
                subject.set);
    }

    /** What a report keeps of it. */
    Map<String, Object> noted() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("until", until.toString());
        map.put("children", children.stream().sorted().toList());
        map.put("from-sha256", from.sha256());
        map.put("to-sha256", to.sha256());
        map.put("acceptLoss", options.acceptLoss());
        map.put("direct", options.direct());
        return map;
    }

    /** The trial in a report; empty where there is none, or where it is about another version than the one that is wanted now. */
    static Optional<Trial> read(String symbolicName, BundleRecord bundle, String report) throws IOException {
        Map<String, Object> whole = JSON.std.mapFrom(report);
        if (!(whole.get(NAME) instanceof Map<?, ?> map)
                || !bundle.current().sha256().equals(map.get("to-sha256"))
                || !(map.get("children") instanceof List<?> children)) return Optional.empty();
        Options options = new Options(true, Boolean.TRUE.equals(map.get("acceptLoss")));
        return bundle.kept().stream()
                .filter(kept -> kept.sha256().equals(map.get("from-sha256")))
                .findFirst()
                .map(from -> new Trial(
                        symbolicName,
                        String.valueOf(whole.get("child")),
                        Set.copyOf(children.stream().map(String::valueOf).toList()),
                        Instant.parse(String.valueOf(map.get("until"))),
                        from,
                        bundle.current(),
                        Boolean.TRUE.equals(map.get("direct")) ? options.directly() : options,
                        whole.get("set") instanceof String set ? set : ""));
    }
}
