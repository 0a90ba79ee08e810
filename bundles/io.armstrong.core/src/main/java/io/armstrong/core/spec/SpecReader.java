package io.armstrong.core.spec;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildType;
import io.armstrong.api.DriftPolicy;
import io.armstrong.api.Face;
import io.armstrong.api.Guards;
import io.armstrong.api.Intensity;
import io.armstrong.api.LeakPolicy;
import io.armstrong.api.ParkSpec;
import io.armstrong.api.RestartDepth;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.api.breaker.BreakerSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes specs of attributes, wherever they were written: annotation, manifest header, configuration, shell.
 *
 * <p>Attribute names are those of {@code @Supervised}; a spec is refused whole with the first fault found, as OTP does
 * (S4 to S6). Departs from OTP S1: an unknown name is a fault here, unless it begins with {@code config.}.
 */
public final class SpecReader {
    /** What begins with it belongs to the worker and reaches it as {@code ctx.config()}. */
    public static final String CONFIG_PREFIX = "config.";

    private static final Set<String> OF_CHILD = union(
            RecoveryReader.OF_CHILD,
            "id",
            "tier",
            "supervisor",
            "restart",
            "shutdown",
            "type",
            "significant",
            "depth",
            "startDeadline",
            "handlerDeadline",
            "mailbox",
            "poison",
            "breaker",
            "parking",
            "face",
            "order",
            "bundle",
            "worker",
            "schema",
            "durable",
            "exclusive",
            "twin",
            "blocking",
            "inline",
            "dynamic",
            "maxChildren",
            "upgradesFrom",
            "heartbeat",
            "memory",
            "memoryPeriod",
            "backlog",
            "checkPeriod",
            "checkDeadline",
            "checkFailures",
            "checkWindow",
            "leak",
            "leakCeiling",
            "drift");
    private static final Set<String> OF_SUPERVISOR = union(
            RecoveryReader.OF_SUPERVISOR,
            "id",
            "tier",
            "supervisor",
            "strategy",
            "intensity",
            "period",
            "autoShutdown",
            "order",
            "restart",
            "significant");
    private static final long OTP_INTENSITY = 1;
    private static final long OTP_PERIOD_MILLIS = 5000;

    private final String place;

    private static Set<String> union(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    /** @param place named in every fault: a header of a bundle, a file and key, a PID */
    public SpecReader(String place) {
        this.place = place;
    }

    /**
     * A child.
     *
     * @param source what it runs when the attributes {@code bundle} and {@code worker} name nothing else
     * @throws BadSpec with the first fault
     */
    public ChildSpec child(Map<String, ?> attributes, ChildSource source) {
        Attributes read = new Attributes(place, attributes, false);
        read.knowOnly(OF_CHILD, CONFIG_PREFIX);
        String id = id(read);
        Tier tier = read.word("tier", "invalid_tier", Tier.class, Tier.NORMAL);
        RestartType restart = read.word("restart", "invalid_restart_type", RestartType.class, tier.restart());
        ChildType type = read.word("type", "invalid_child_type", ChildType.class, ChildType.WORKER);
        boolean dynamic = read.flag("dynamic");
        return new ChildSpec(
                id,
                tier,
                read.text("supervisor", ""),
                restart,
                shutdown(read, type),
                type,
                read.flag("significant", "invalid_significant"),
                read.word(
                        "depth",
                        "invalid_depth",
                        RestartDepth.class,
                        dynamic ? RestartDepth.INSTANCE : RestartDepth.BUNDLE),
                read.millis("startDeadline", "invalid_start_deadline", 1, ChildSpec.DEFAULT_START_DEADLINE),
                read.millis("handlerDeadline", "invalid_handler_deadline", 1, ChildSpec.DEFAULT_HANDLER_DEADLINE),
                (int) read.number("mailbox", "invalid_mailbox", 1, ChildSpec.DEFAULT_MAILBOX_BOUND),
                (int) read.number("order", "invalid_order", 0, ChildSpec.DEFAULT_ORDER),
                source(read, source),
                breaker(read, tier),
                parking(read),
                guards(read),
                new RecoveryReader(read).child(tier),
                read.word("face", "invalid_face", Face.class, Face.STABLE),
                read.word("drift", "invalid_drift", DriftPolicy.class, DriftPolicy.ADOPT));
    }

    private static Guards guards(Attributes read) {
        Guards otherwise = Guards.DEFAULT;
        int window = (int) read.number("checkWindow", "invalid_check_window", 1, otherwise.checkWindow());
        int failures = (int)
                read.number("checkFailures", "invalid_check_failures", 1, Math.min(window, otherwise.checkFailures()));
        if (failures > window)
            throw read.bad(
                    "checkFailures=" + failures,
                    "must not be more than checkWindow, which is " + window,
                    "{invalid_check_failures," + failures + "}");
        return new Guards(
                read.millis("heartbeat", "invalid_heartbeat", 0, otherwise.heartbeat()),
                read.number("memory", "invalid_memory", 0, otherwise.memoryBytes()),
                read.millis("memoryPeriod", "invalid_memory_period", 1, otherwise.memoryPeriod()),
                (int) read.number("backlog", "invalid_backlog", 0, otherwise.backlog()),
                read.millis("checkPeriod", "invalid_check_period", 1, otherwise.checkPeriod()),
                read.millis("checkDeadline", "invalid_check_deadline", 1, otherwise.checkDeadline()),
                failures,
                window,
                read.word("leak", "invalid_leak", LeakPolicy.class, otherwise.leak()),
                (int) read.number("leakCeiling", "invalid_leak_ceiling", 1, otherwise.leakCeiling()));
    }

    /** What the attribute changes of the tier's own; null: nothing. */
    private static @Nullable BreakerSpec breaker(Attributes read, Tier tier) {
        String words = read.text("breaker", "");
        if (words.isEmpty()) return null;
        try {
            return tier.breaker().with(words);
        } catch (IllegalArgumentException e) {
            throw read.bad("breaker=" + words, String.valueOf(e.getMessage()), "{invalid_breaker," + words + "}");
        }
    }

    private static ParkSpec parking(Attributes read) {
        String words = read.text("parking", "");
        if (words.isEmpty()) return ParkSpec.DEFAULT;
        try {
            return ParkSpec.parse(words);
        } catch (IllegalArgumentException e) {
            throw read.bad("parking=" + words, String.valueOf(e.getMessage()), "{invalid_parking," + words + "}");
        }
    }

    /**
     * A supervisor over these children.
     *
     * @throws BadSpec with the first fault of its flags, else the first of its children: a duplicate id, a significant child
     *     where it means nothing
     */
    public SupervisorSpec supervisor(Map<String, ?> attributes, List<ChildSpec> children) {
        Attributes read = new Attributes(place, attributes, true);
        read.knowOnly(OF_SUPERVISOR, CONFIG_PREFIX);
        Strategy strategy = read.word("strategy", "invalid_strategy", Strategy.class, Strategy.ONE_FOR_ONE);
        int max = (int) read.number("intensity", "invalid_intensity", 0, OTP_INTENSITY);
        Intensity intensity =
                new Intensity(max, Duration.ofMillis(read.number("period", "invalid_period", 1, OTP_PERIOD_MILLIS)));
        AutoShutdown auto = read.word("autoShutdown", "invalid_auto_shutdown", AutoShutdown.class, AutoShutdown.NEVER);
        Attributes ofChildren = new Attributes(place, attributes, false);
        Set<String> ids = new HashSet<>();
        for (ChildSpec child : children) {
            if (!ids.add(child.id()))
                throw ofChildren.bad("id=" + child.id(), "must be unique", "{duplicate_child_name," + child.id() + "}");
            String wrong = wrongCombination(auto, child);
            if (wrong != null)
                throw ofChildren.bad(
                        "significant=true of " + child.id(),
                        "needs auto-shutdown and a restart type other than permanent",
                        wrong);
        }
        if (strategy == Strategy.SIMPLE_ONE_FOR_ONE && children.size() != 1)
            throw ofChildren.bad(
                    "strategy=simple_one_for_one",
                    "takes exactly one child, the template",
                    "{bad_start_spec," + children.size() + "}");
        SupervisorSpec spec = new SupervisorSpec(id(read), strategy, intensity, auto, children);
        return new RecoveryReader(read).supervisor(spec);
    }

    /** OTP's word for a significant child where that means nothing (S6); null when the combination is fine. */
    public static @Nullable String wrongCombination(AutoShutdown auto, ChildSpec child) {
        if (!child.significant()) return null;
        if (auto == AutoShutdown.NEVER) return "{bad_combination,[{auto_shutdown,never},{significant,true}]}";
        if (child.restart() == RestartType.PERMANENT)
            return "{bad_combination,[{restart,permanent},{significant,true}]}";
        return null;
    }

    /**
     * How many dynamic children the attributes allow at a time.
     *
     * @throws BadSpec when it is no number of 1 or more
     */
    public int maxChildren(Map<String, ?> attributes) {
        Attributes read = new Attributes(place, attributes, true);
        return (int) read.number("maxChildren", "invalid_max_children", 1, SupervisorSpec.DEFAULT_MAX_CHILDREN);
    }

    private static String id(Attributes read) {
        String id = read.text("id", "");
        if (id.isEmpty()) throw read.bad("id", "every child has one", "missing_id");
        String wrong = ChildSpec.wrongId(id);
        if (wrong != null) throw read.bad("id=" + id, wrong, "{invalid_id," + id + "}");
        return id;
    }

    private static Shutdown shutdown(Attributes read, ChildType type) {
        String text = read.text("shutdown", type == ChildType.SUPERVISOR ? "infinity" : "5000");
        if (text.equalsIgnoreCase("infinity")) return new Shutdown.Infinity();
        if (text.replace('-', '_').equalsIgnoreCase("brutal_kill")) return new Shutdown.BrutalKill();
        try {
            long millis = Long.parseLong(text);
            if (millis >= 0) return new Shutdown.Within(Duration.ofMillis(millis));
        } catch (NumberFormatException notANumber) {
            // told below with what is negative
        }
        throw read.bad(
                "shutdown=" + text, "must be milliseconds, brutal_kill or infinity", "{invalid_shutdown," + text + "}");
    }

    private static ChildSource source(Attributes read, ChildSource otherwise) {
        String bundle = read.text("bundle", "");
        String worker = read.text("worker", "");
        if (!bundle.isEmpty()) return new ChildSource.InBundle(bundle, worker);
        return otherwise instanceof ChildSource.InBundle in && !worker.isEmpty()
                ? new ChildSource.InBundle(in.symbolicName(), worker)
                : otherwise;
    }
}
