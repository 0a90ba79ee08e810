package io.armstrong.store;

import io.armstrong.api.spi.Store.BundleRecord;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.ChildRecord;
import io.armstrong.api.spi.Store.OpenUpgrade;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How a {@link Change} looks in the log: one JSON object, its {@code type} first. */
final class Entries {
    private static final String TYPE = "type";

    private Entries() {}

    static byte[] encode(Change change) throws IOException {
        return change instanceof Change.Checkpointed checkpointed ? checkpointed.encoded() : Json.write(asMap(change));
    }

    /** A checkpoint as it is kept and written. */
    static Change.Checkpointed checkpoint(Checkpoint checkpoint) throws IOException {
        Map<String, Object> map = map(TYPE, "checkpoint");
        map.putAll(asMap(checkpoint));
        return new Change.Checkpointed(checkpoint.childId(), checkpoint.sequence(), Json.write(map));
    }

    /** The checkpoint that {@link #checkpoint(Checkpoint)} encoded. */
    static Checkpoint checkpoint(byte[] encoded) throws IOException {
        return asCheckpoint(Json.read(encoded));
    }

    static Change decode(byte[] entry) throws IOException {
        Map<String, Object> map = Json.read(entry);
        String type = text(map, TYPE);
        return switch (type) {
            case "saved" -> new Change.Saved(asChild(map));
            case "forgotten" -> new Change.Forgotten(text(map, "id"));
            case "adopted" -> new Change.Adopted(text(map, "symbolicName"), asRevision(submap(map, "revision")));
            case "checkpoint" -> new Change.Checkpointed(text(map, "child"), number(map, "sequence"), entry);
            case "begun" -> new Change.Begun(asUpgrade(map));
            case "committed" -> asCommitted(map);
            case "committed-together" ->
                new Change.CommittedTogether(list(map, "all", value -> asCommitted(submap(value))));
            case "done" -> new Change.Done(number(map, "upgrade"), text(map, "outcome"), text(map, "report"));
            case "head" ->
                new Change.Head((int) number(map, "format"), number(map, "upgrades"), number(map, "checkpoints"));
            case "bundle" ->
                new Change.KnownBundle(new BundleRecord(
                        text(map, "symbolicName"),
                        asRevision(submap(map, "current")),
                        list(map, "kept", value -> asRevision(submap(value)))));
            case "history" -> new Change.KnownHistory(text(map, "symbolicName"), list(map, "reports", String::valueOf));
            case "upgrade" -> new Change.KnownUpgrade(asUpgrade(map));
            default -> throw new IOException("ARM-STORE-DAMAGED: entry of unknown type " + type);
        };
    }

    private static Map<String, Object> asMap(Change change) {
        if (change instanceof Change.Saved saved) {
            ChildRecord child = saved.child();
            return map(
                    TYPE,
                    "saved",
                    "id",
                    child.id(),
                    "symbolicName",
                    child.symbolicName(),
                    "wanted",
                    child.wanted(),
                    "attributes",
                    child.attributes());
        } else if (change instanceof Change.Forgotten forgotten) {
            return map(TYPE, "forgotten", "id", forgotten.id());
        } else if (change instanceof Change.Adopted adopted) {
            return map(TYPE, "adopted", "symbolicName", adopted.symbolicName(), "revision", asMap(adopted.revision()));
        } else if (change instanceof Change.Begun begun) {
            return asMap("begun", begun.upgrade());
        } else if (change instanceof Change.Committed committed) {
            Map<String, Object> map = map(TYPE, "committed");
            map.putAll(committed(committed));
            return map;
        } else if (change instanceof Change.CommittedTogether together) {
            return map(
                    TYPE,
                    "committed-together",
                    "all",
                    together.all().stream().map(Entries::committed).toList());
        } else if (change instanceof Change.Done done) {
            return map(TYPE, "done", "upgrade", done.upgrade(), "outcome", done.outcome(), "report", done.report());
        }
        return knownAsMap(change);
    }

    private static Map<String, Object> committed(Change.Committed committed) {
        return map(
                "upgrade",
                committed.upgrade(),
                "checkpoints",
                committed.checkpoints().stream().map(Entries::asMap).toList(),
                "before",
                committed.before());
    }

    private static Change.Committed asCommitted(Map<String, Object> map) {
        return new Change.Committed(
                number(map, "upgrade"),
                list(map, "checkpoints", value -> asCheckpoint(submap(value))),
                texts(map, "before"));
    }

    private static Map<String, Object> knownAsMap(Change change) {
        if (change instanceof Change.Head head) {
            return map(
                    TYPE,
                    "head",
                    "format",
                    head.format(),
                    "upgrades",
                    head.upgrades(),
                    "checkpoints",
                    head.checkpoints());
        } else if (change instanceof Change.KnownBundle known) {
            return map(
                    TYPE,
                    "bundle",
                    "symbolicName",
                    known.bundle().symbolicName(),
                    "current",
                    asMap(known.bundle().current()),
                    "kept",
                    known.bundle().kept().stream().map(Entries::asMap).toList());
        } else if (change instanceof Change.KnownHistory known) {
            return map(TYPE, "history", "symbolicName", known.symbolicName(), "reports", known.reports());
        } else if (change instanceof Change.KnownUpgrade known) {
            return asMap("upgrade", known.upgrade());
        }
        throw new IllegalArgumentException("no entry for " + change);
    }

    private static Map<String, Object> asMap(String type, OpenUpgrade upgrade) {
        return map(
                TYPE,
                type,
                "upgrade",
                upgrade.upgrade(),
                "symbolicName",
                upgrade.symbolicName(),
                "committed",
                upgrade.committed(),
                "from",
                asMap(upgrade.from()),
                "to",
                asMap(upgrade.to()),
                "set",
                upgrade.set(),
                "rollout",
                upgrade.rollout());
    }

    private static OpenUpgrade asUpgrade(Map<String, Object> map) throws IOException {
        return new OpenUpgrade(
                number(map, "upgrade"),
                text(map, "symbolicName"),
                asRevision(submap(map, "from")),
                asRevision(submap(map, "to")),
                Boolean.TRUE.equals(map.get("committed")),
                added(map, "set"),
                added(map, "rollout"));
    }

    /** A text that logs of before did not have. */
    private static String added(Map<String, Object> map, String name) {
        return map.get(name) instanceof String text ? text : "";
    }

    private static Map<String, Object> asMap(RevisionRecord revision) {
        return map(
                "version",
                revision.version(),
                "sha256",
                revision.sha256(),
                "location",
                revision.location(),
                "since",
                revision.since().toString(),
                "before",
                revision.before());
    }

    private static RevisionRecord asRevision(Map<String, Object> map) {
        return new RevisionRecord(
                text(map, "version"),
                text(map, "sha256"),
                text(map, "location"),
                Instant.parse(text(map, "since")),
                texts(map, "before"));
    }

    private static Map<String, Object> asMap(Checkpoint checkpoint) {
        return map(
                "child",
                checkpoint.childId(),
                "schema",
                checkpoint.schema(),
                "sequence",
                checkpoint.sequence(),
                "data",
                checkpoint.data());
    }

    private static Checkpoint asCheckpoint(Map<String, Object> map) {
        return new Checkpoint(
                text(map, "child"), (int) number(map, "schema"), number(map, "sequence"), submap(map, "data"));
    }

    private static ChildRecord asChild(Map<String, Object> map) {
        return new ChildRecord(
                text(map, "id"), text(map, "symbolicName"), texts(map, "attributes"), text(map, "wanted"));
    }

    /** Texts by name; empty where logs of before did not have them. */
    private static Map<String, String> texts(Map<String, Object> map, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (map.containsKey(name)) submap(map, name).forEach((key, value) -> texts.put(key, String.valueOf(value)));
        return texts;
    }

    private static Map<String, Object> map(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static String text(Map<String, Object> map, String name) {
        return (String) required(map, name);
    }

    private static long number(Map<String, Object> map, String name) {
        return ((Number) required(map, name)).longValue();
    }

    private static Map<String, Object> submap(Map<String, Object> map, String name) {
        return submap(required(map, name));
    }

    @SuppressWarnings("unchecked") // a JSON object has text keys
    private static Map<String, Object> submap(Object value) {
        return (Map<String, Object>) value;
    }

    private static <T> List<T> list(Map<String, Object> map, String name, Function<Object, T> element) {
        return ((List<?>) required(map, name)).stream().<T>map(element::apply).toList();
    }

    private static Object required(Map<String, Object> map, String name) {
        Object value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException("entry without " + name + ": " + map.get(TYPE));
        }
        return value;
    }
}
