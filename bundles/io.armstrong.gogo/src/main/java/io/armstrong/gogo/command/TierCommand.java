package io.armstrong.gogo.command;

import io.armstrong.api.ChildReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.Tier;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.OrderView;
import io.armstrong.gogo.view.View;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

final class TierCommand implements Command {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final List<String> WORDS =
            Arrays.stream(Tier.values()).map(Tier::text).toList();

    @Override
    public Usage usage() {
        return Usage.of(
                        "tier",
                        "Moves a running child to another tier, without a restart",
                        "sup:tier counter peripheral")
                .takes(
                        Positional.one("ID", Kind.CHILD, "a child that stands in a tier"),
                        Positional.one("TIER", Kind.TEXT, String.join(" | ", WORDS)))
                .with(Order.TIMEOUT, Caution.YES)
                .note("It obeys its new tier from its next exit on. It is stored.");
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        Tier tier = tier(call.args().word(1));
        Caution.beforeOrder(call, "tier", id);
        ChildReport child =
                call.await(call.supervision().changeTier(id, tier), call.timeout(DEADLINE), "move of " + id);
        return new OrderView(id, "moved to " + tier.text(), child);
    }

    private static Tier tier(String word) {
        int known = WORDS.indexOf(word);
        if (known >= 0) return Tier.values()[known];
        throw new SupervisionException(
                Code.USAGE, "sup:tier: '" + word + "' is no tier", "one of " + String.join(", ", WORDS));
    }
}
