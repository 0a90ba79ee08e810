package io.armstrong.gogo.command;

import io.armstrong.api.ChildReport;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import io.armstrong.gogo.view.Tree;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Asks before an order that takes away something others stand on: children of the error kernel and of critical. */
final class Caution {
    static final Option YES = Option.flag("yes", "do not ask, also for the error kernel and critical");

    private static final Set<Tier> GUARDED = EnumSet.of(Tier.ERROR_KERNEL, Tier.CRITICAL);

    private Caution() {}

    /** @throws SupervisionException REFUSED when a person says no, or nobody can be asked and {@code --yes} is missing */
    static void beforeOrder(Call call, String verb, String id) throws IOException {
        if (call.args().has(YES.name())) return;
        Optional<Tier> tier =
                Tree.find(call.supervision().tree(), id).map(Caution::tier).filter(GUARDED::contains);
        if (tier.isEmpty()) return;
        String what = verb + " " + id + " of tier " + tier.get().text();
        if (!call.console().interactive())
            throw new SupervisionException(
                    Code.REFUSED, what + ": needs a confirmation", "sup:" + verb + " " + id + " --yes");
        String answer = call.console().ask(what + "? [y/N] ");
        if (!answer.strip().equalsIgnoreCase("y"))
            throw new SupervisionException(Code.REFUSED, what + ": not confirmed, nothing done", "");
    }

    private static Tier tier(MemberReport member) {
        return member instanceof SupervisorReport supervisor ? supervisor.tier() : ((ChildReport) member).tier();
    }
}
