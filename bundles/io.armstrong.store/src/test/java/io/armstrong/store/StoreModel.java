package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a store must say, kept by the test beside it. */
final class StoreModel {
    final Map<String, String> wanted = new TreeMap<>();
    final Map<String, String> states = new TreeMap<>();
    final List<String> history = new ArrayList<>();
    List<RevisionRecord> kept = new ArrayList<>();
    RevisionRecord current;
    String openUpgrade = "";
    boolean committed;

    StoreModel() {}

    StoreModel(StoreModel other) {
        wanted.putAll(other.wanted);
        states.putAll(other.states);
        history.addAll(other.history);
        kept = new ArrayList<>(other.kept);
        current = other.current;
        openUpgrade = other.openUpgrade;
        committed = other.committed;
    }

    /** What that store says. */
    static StoreModel of(Store store, String symbolicName) {
        StoreModel model = new StoreModel();
        store.children().forEach(child -> model.wanted.put(child.id(), child.wanted()));
        for (String child : List.of("counter", "other", "child0", "child1", "child2")) {
            store.lastCheckpoint(child).ifPresent(last -> model.states.put(child, state(last)));
        }
        store.bundle(symbolicName).ifPresent(bundle -> {
            model.current = bundle.current();
            model.kept = new ArrayList<>(bundle.kept());
        });
        model.history.addAll(store.history(symbolicName));
        store.unfinished().forEach(open -> {
            model.openUpgrade = open.to().version();
            model.committed = open.committed();
        });
        return model;
    }

    private static String state(Checkpoint last) {
        int tick = (Integer) last.data().get("tick");
        assertThat(last.data()).isEqualTo(StoreScript.data(tick));
        return last.schema() + ":" + tick;
    }

    void makeCurrent(RevisionRecord revision) {
        current = revision;
        kept.removeIf(each -> each.sha256().equals(revision.sha256()));
        kept.add(0, revision);
        kept = new ArrayList<>(kept.subList(0, Math.min(kept.size(), Records.KEPT_REVISIONS)));
    }

    /** The same with another open upgrade. */
    StoreModel open(String version) {
        StoreModel model = new StoreModel(this);
        model.openUpgrade = version;
        model.committed = false;
        return model;
    }

    private List<Object> parts() {
        return List.of(wanted, states, history, kept, String.valueOf(current), openUpgrade, committed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StoreModel model && parts().equals(model.parts());
    }

    @Override
    public int hashCode() {
        return Objects.hash(parts());
    }

    @Override
    public String toString() {
        return parts().toString();
    }
}
