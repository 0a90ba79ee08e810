package io.armstrong.supervisor.child;

import io.armstrong.api.spi.Store;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is wanted of each child, kept in the store (design D10): {@code running}, {@code stopped}, {@code isolated} or
 * {@code removed}. A child that is not wanted running lets the next start of its supervisor pass by.
 */
public final class Wanted {
    public static final String RUNNING = "running";
    public static final String STOPPED = "stopped";
    public static final String ISOLATED = "isolated";
    public static final String REMOVED = "removed";

    private final Store store;
    private final Set<String> keptDown = ConcurrentHashMap.newKeySet();
    private final Set<String> aside = ConcurrentHashMap.newKeySet();
    private final Set<String> barred = ConcurrentHashMap.newKeySet();
    private final Map<String, String> unstored = new ConcurrentHashMap<>();

    public Wanted(Store store) {
        this.store = store;
    }

    /** What is wanted of that child; {@code running} unless somebody said otherwise. */
    public String of(String id) {
        String soon = unstored.get(id);
        if (soon != null) return soon;
        return store.child(id).map(Store.ChildRecord::wanted).orElse(RUNNING);
    }

    /** What is wanted from this moment on, before {@link #set} has written it. */
    public void now(String id, String wanted) {
        if (store.child(id).isPresent()) unstored.put(id, wanted);
    }

    /** Whether nobody said otherwise than that it runs. */
    boolean running(String id) {
        return of(id).equals(RUNNING);
    }

    /** Its supervisor starts now: unless it is wanted running, its first start is passed by. */
    public void keepDown(String id) {
        if (!of(id).equals(RUNNING)) keptDown.add(id);
    }

    /** Whether this start is to be passed by; asked once. */
    boolean takeKeptDown(String id) {
        return aside.contains(id) || keptDown.remove(id);
    }

    /** Whether it is isolated rather than stopped, where its start is passed by. */
    boolean isolated(String id) {
        return aside.contains(id) || of(id).equals(ISOLATED);
    }

    /** No start of it counts until somebody orders one: it is isolated, stored or not. */
    public void setAside(String id) {
        aside.add(id);
    }

    /** An order to start it counts from now on. */
    public void letStart(String id) {
        aside.remove(id);
        keptDown.remove(id);
    }

    /** Its bundle is in the hand of an upgrade: whoever is told to start in it waits, whichever supervisor tells it. */
    public void bar(String symbolicName) {
        barred.add(symbolicName);
    }

    /** The upgrade let go. */
    public void unbar(String symbolicName) {
        barred.remove(symbolicName);
    }

    boolean barred(String symbolicName) {
        return barred.contains(symbolicName);
    }

    /** Takes a child in that the store does not know yet. */
    public void remember(String id, String symbolicName, Map<String, String> attributes) throws IOException {
        if (store.child(id).isEmpty()) store.save(new Store.ChildRecord(id, symbolicName, attributes, RUNNING));
    }

    /** Writes what is wanted; forced when it returns. A child the store does not know is not stored: it lives by API only. */
    public void set(String id, String wanted) throws IOException {
        unstored.remove(id);
        Store.ChildRecord known = store.child(id).orElse(null);
        if (known == null || known.wanted().equals(wanted)) return;
        store.save(new Store.ChildRecord(id, known.symbolicName(), known.attributes(), wanted));
    }
}
