package io.armstrong.upgrade;

import io.armstrong.core.spec.HeaderClause;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;

/**
 * Which services a jar offers and which it needs, by its manifest (namespace {@code osgi.service}, OSGi Compendium 135.4): bnd
 * writes both from the components.
 */
record ServiceNeeds(List<Map<String, Object>> offers, List<Filter> needs) {
    private static final String NAMESPACE = "osgi.service";

    /** A header that cannot be read says nothing: the preparation will refuse the jar. */
    static ServiceNeeds of(Map<String, String> headers) {
        return new ServiceNeeds(
                clauses(headers, Constants.PROVIDE_CAPABILITY).stream()
                        .map(ServiceNeeds::offer)
                        .toList(),
                clauses(headers, Constants.REQUIRE_CAPABILITY).stream()
                        .flatMap(clause -> filter(clause).stream())
                        .toList());
    }

    private static List<HeaderClause> clauses(Map<String, String> headers, String header) {
        try {
            return HeaderClause.parse(headers.getOrDefault(header, "")).stream()
                    .filter(clause -> clause.path().equals(NAMESPACE))
                    .toList();
        } catch (IllegalArgumentException unusual) {
            return List.of();
        }
    }

    private static Map<String, Object> offer(HeaderClause clause) {
        Map<String, Object> offer = new HashMap<>(clause.attributes());
        offer.computeIfPresent(Constants.OBJECTCLASS, (name, list) -> Arrays.stream(
                        list.toString().split(","))
                .map(String::strip)
                .toArray(String[]::new));
        return offer;
    }

    private static List<Filter> filter(HeaderClause clause) {
        try {
            String filter = clause.directives().get(Constants.FILTER_DIRECTIVE);
            return filter == null ? List.of() : List.of(FrameworkUtil.createFilter(filter));
        } catch (InvalidSyntaxException unusual) {
            return List.of();
        }
    }

    private boolean needs(ServiceNeeds other) {
        return needs.stream()
                .anyMatch(need -> other.offers.stream().anyMatch(offer -> need.matches(new LinkedHashMap<>(offer))));
    }

    /** By place: the places of those it needs a service of. */
    static List<Set<Integer>> among(List<ServiceNeeds> all) {
        return all.stream()
                .map(one -> {
                    Set<Integer> needed = new HashSet<>();
                    for (int place = 0; place < all.size(); place++)
                        if (all.get(place) != one && one.needs(all.get(place))) needed.add(place);
                    return needed;
                })
                .<Set<Integer>>map(Set::copyOf)
                .toList();
    }
}
