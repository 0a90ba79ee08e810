package io.armstrong.store;

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
