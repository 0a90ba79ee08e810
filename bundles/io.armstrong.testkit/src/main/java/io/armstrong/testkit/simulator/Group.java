package io.armstrong.testkit.simulator;

import io.armstrong.api.RestartType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group restart as the strategy demands it (invariants I4, I5): first every live member down, last first; then every member
 * that is left up, first first, each once.
 */
final class Group {
    private final List<Kid> members;
    private final List<Kid> perhaps;
    private final List<Kid> toStart = new ArrayList<>();
    private final List<Kid> started = new ArrayList<>();

    /** @param members in start order, set aside ones left out */
    Group(List<Kid> members) {
        this(members, List.of());
    }

    /** @param perhaps members of which it is not known whether they start */
    Group(List<Kid> members, List<Kid> perhaps) {
        this.members = List.copyOf(members);
        this.perhaps = new ArrayList<>(perhaps);
        for (Kid kid : members) if (kid.restart != RestartType.TEMPORARY) toStart.add(kid);
    }

    /** Why this stop is wrong; empty when it is right. */
    String wrongStop(Kid kid) {
        int at = members.indexOf(kid);
        if (at < 0) return "is not in the group";
        if (!started.isEmpty()) return "after the first start of the group";
        for (Kid later : members.subList(at + 1, members.size()))
            if (later.open != 0) return "before the later " + later;
        perhaps.remove(kid); // whoever is told to stop is a member for sure
        return "";
    }

    /** Why this start is wrong; empty when it is right, and then it is noted. */
    String wrongStart(Kid kid) {
        String wrong = whyNotStart(kid);
        if (wrong.isEmpty()) started.add(kid);
        return wrong;
    }

    /** Why that start would be wrong; empty when it would be right. */
    String whyNotStart(Kid kid) {
        if (started.isEmpty()) {
            for (Kid member : members) if (member.open != 0) return "before " + member + " is down";
        } else {
            Kid before = started.get(started.size() - 1);
            if (before.open != 0 && !before.up) return "before " + before + " is up";
        }
        return next() == kid || mayStart(kid) ? "" : "is not the next of the group";
    }

    private boolean mayStart(Kid kid) {
        return perhaps.contains(kid) && toStart.contains(kid) && !kid.setAside() && !started.contains(kid);
    }

    /** Who is to be started next; null when all were. */
    private @Nullable Kid next() {
        for (Kid kid : toStart) if (!kid.setAside() && !started.contains(kid) && !perhaps.contains(kid)) return kid;
        return null;
    }

    /** Whether every member that is to start was started, and the last start is over. */
    boolean done() {
        if (next() != null) return false;
        for (Kid member : members)
            if (member.open != 0 && (!member.up || member.restart == RestartType.TEMPORARY)) return false;
        return true;
    }

    /** Whether the start of that one was the group's. */
    boolean began(Kid kid) {
        return started.contains(kid);
    }

    /** Whom it has not come to. */
    List<Kid> rest() {
        List<Kid> rest = new ArrayList<>(toStart);
        rest.removeAll(started);
        return rest;
    }

    boolean has(Kid kid) {
        return members.contains(kid);
    }

    @Override
    public String toString() {
        return members.toString();
    }
}
