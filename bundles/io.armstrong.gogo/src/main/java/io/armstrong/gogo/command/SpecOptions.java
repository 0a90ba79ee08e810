package io.armstrong.gogo.command;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.RestartDepth;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import io.armstrong.gogo.view.Tree;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The attributes of a child as options, under the names they have in headers and configuration. */
final class SpecOptions {
    static final String BUNDLE = "bundle";

    private static final List<String> TIERS =
            Arrays.stream(Tier.values()).map(Tier::text).toList();
    private static final List<String> RESTARTS =
            Arrays.stream(RestartType.values()).map(RestartType::text).toList();
    private static final List<String> DEPTHS =
            Arrays.stream(RestartDepth.values()).map(RestartDepth::text).toList();

    static final Option[] ALL = {
        Option.of(BUNDLE, "BSN", "symbolic name of its bundle"),
        Option.of("worker", "NAME", "component.name of its worker; default: none"),
        Option.oneOf("tier", "TIER", TIERS),
        Option.of("supervisor", "ID", "default: the tier's own"),
        Option.oneOf("restart", "TYPE", RESTARTS),
        Option.of("shutdown", "MS", "or brutal_kill, infinity"),
        Option.oneOf("depth", "DEPTH", DEPTHS),
        Option.flag("significant", "counts for auto-shutdown"),
        Option.of("startDeadline", "MS", "until its init is done, default 10000"),
        Option.of("handlerDeadline", "MS", "for one message, default 30000"),
        Option.of("mailbox", "N", "messages that may wait, default 10000"),
        Option.of("order", "N", "place at boot, smaller first, default 1000"),
        Option.of("timeout", "MS", "how long to wait for it, default 60000")
    };

    private SpecOptions() {}

    /** @throws SupervisionException USAGE naming the attribute, its value and the rule it breaks */
    static ChildSpec spec(Call call, String id) {
        Arguments args = call.args();
        try {
            Tier tier = tier(call);
            return ChildSpec.of(id)
                    .withTier(tier)
                    .withSupervisor(args.option("supervisor").orElse(""))
                    .withRestart(args.option("restart")
                            .map(text -> constant(RestartType.class, text))
                            .orElse(tier.restart()))
                    .withShutdown(
                            args.option("shutdown").map(SpecOptions::shutdown).orElse(Shutdown.WORKER_DEFAULT))
                    .withDepth(args.option("depth")
                            .map(text -> constant(RestartDepth.class, text))
                            .orElse(RestartDepth.BUNDLE))
                    .withSignificant(args.has("significant"))
                    .withStartDeadline(millis(args, "startDeadline", ChildSpec.DEFAULT_START_DEADLINE))
                    .withHandlerDeadline(millis(args, "handlerDeadline", ChildSpec.DEFAULT_HANDLER_DEADLINE))
                    .withMailboxBound(args.count("mailbox", ChildSpec.DEFAULT_MAILBOX_BOUND))
                    .withOrder(args.count("order", ChildSpec.DEFAULT_ORDER))
                    .withSource(new ChildSource.InBundle(
                            args.option(BUNDLE).orElse(""),
                            args.option("worker").orElse("")));
        } catch (IllegalArgumentException e) {
            throw new SupervisionException(Code.USAGE, "sup:add: " + e.getMessage(), "sup:add --help");
        }
    }

    /** As given; else that of the supervisor that was named; else normal. */
    private static Tier tier(Call call) {
        Optional<String> given = call.args().option("tier");
        if (given.isPresent()) return constant(Tier.class, given.get());
        return call.args()
                .option("supervisor")
                .flatMap(id -> Tree.supervisor(call.supervision().tree(), id))
                .map(SupervisorReport::tier)
                .orElse(Tier.NORMAL);
    }

    /** The constant that is written so; the parser let no other text through. */
    private static <T extends Enum<T>> T constant(Class<T> type, String text) {
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static Shutdown shutdown(String text) {
        if (text.equals("brutal_kill")) return new Shutdown.BrutalKill();
        if (text.equals("infinity")) return new Shutdown.Infinity();
        if (text.matches("\\d{1,18}")) return new Shutdown.Within(Duration.ofMillis(Long.parseLong(text)));
        throw new IllegalArgumentException(
                "--shutdown is '" + text + "': must be milliseconds, brutal_kill or infinity");
    }

    private static Duration millis(Arguments args, String name, Duration absent) {
        return Duration.ofMillis(args.number(name, absent.toMillis()));
    }
}
