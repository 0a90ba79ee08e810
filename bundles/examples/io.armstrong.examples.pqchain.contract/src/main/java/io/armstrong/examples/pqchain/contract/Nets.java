package io.armstrong.examples.pqchain.contract;

import io.armstrong.examples.pqchain.contract.Net.Transition;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The nets that can be started. */
final class Nets {
    /** Two of three votes decide. */
    private static final Net APPROVAL = new Net(
            "approval",
            Map.of("ballots", 3L),
            Map.of(),
            List.of(
                    Transition.of("approve", Map.of("ballots", 1L), Map.of("yes", 1L)),
                    Transition.of("reject", Map.of("ballots", 1L), Map.of("no", 1L)),
                    Transition.of("accept", Map.of("yes", 2L), Map.of("accepted", 1L))
                            .tells("approved"),
                    Transition.of("decline", Map.of("no", 2L), Map.of("declined", 1L))
                            .tells("declined")));

    /** A deposit splits into money held and goods due; both must meet again. {@code refund} compensates {@code deposit}. */
    private static final Net ESCROW = new Net(
            "escrow",
            Map.of("agreed", 1L),
            Map.of("held", 0L),
            List.of(
                    Transition.of("deposit", Map.of("agreed", 1L), Map.of("money", 1L, "goodsDue", 1L))
                            .when("amount > 0")
                            .sets("held += amount")
                            .tells("hold amount"),
                    Transition.of("ship", Map.of("goodsDue", 1L), Map.of("goodsSent", 1L)),
                    Transition.of("confirm", Map.of("money", 1L, "goodsSent", 1L), Map.of("done", 1L))
                            .sets("held = 0")
                            .tells("pay seller held"),
                    Transition.of("refund", Map.of("money", 1L, "goodsDue", 1L), Map.of("refunded", 1L))
                            .sets("held = 0")
                            .tells("pay buyer held")));

    /** A thousand tokens, issued and redeemed ten at a time unless frozen; none is ever made or lost. */
    private static final Net TOKEN = new Net(
            "token",
            Map.of("treasury", 1000L),
            Map.of("frozen", 0L, "issued", 0L),
            List.of(
                    Transition.of("issue", Map.of("treasury", 10L), Map.of("circulating", 10L))
                            .when("frozen = 0")
                            .sets("issued += 10")
                            .tells("issue 10"),
                    Transition.of("spend", Map.of("circulating", 1L), Map.of("spent", 1L))
                            .when("frozen = 0"),
                    Transition.of("redeem", Map.of("spent", 10L), Map.of("treasury", 10L))
                            .sets("issued -= 10")
                            .tells("redeem 10"),
                    Transition.of("freeze", Map.of(), Map.of())
                            .when("frozen = 0")
                            .sets("frozen = 1"),
                    Transition.of("thaw", Map.of(), Map.of()).when("frozen = 1").sets("frozen = 0")));

    private static final Map<String, Net> ALL =
            new TreeMap<>(Map.of("approval", APPROVAL, "escrow", ESCROW, "token", TOKEN));

    private Nets() {}

    /** @throws IllegalArgumentException naming the nets there are */
    static Net named(String name) {
        Net net = ALL.get(name);
        if (net == null) throw new IllegalArgumentException("no net '" + name + "': start with net=" + ALL.keySet());
        return net;
    }
}
