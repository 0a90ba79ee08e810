package io.armstrong.core.upgrade;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The order of a change set: whoever is needed comes before who needs him, else as given. */
public final class SetOrder {
    private final List<Set<Integer>> needs;
    private final Set<Integer> order = new LinkedHashSet<>();
    private final Set<Integer> open = new LinkedHashSet<>();

    private SetOrder(List<Set<Integer>> needs) {
        this.needs = needs;
    }

    /**
     * The places in their order; a circle is cut where it closes, so that its first as given comes last in it.
     *
     * @param needs by place: the places of those it needs
     */
    public static List<Integer> of(List<Set<Integer>> needs) {
        SetOrder order = new SetOrder(needs);
        for (int place = 0; place < needs.size(); place++) order.visit(place);
        return new ArrayList<>(order.order);
    }

    private void visit(int place) {
        if (order.contains(place) || !open.add(place)) return;
        needs.get(place).stream().sorted().forEach(this::visit);
        open.remove(place);
        order.add(place);
    }
}
