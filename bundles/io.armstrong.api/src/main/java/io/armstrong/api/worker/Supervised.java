package io.armstrong.api.worker;

import io.armstrong.api.Tier;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;

/**
 * Makes a {@link Worker} component a supervised child: at build time it becomes {@code Provide-Capability:
 * io.armstrong.child}; nothing of it is read at run time.
 *
 * <p>Attribute names are the same in the header {@code Armstrong-Child}, in configuration and in the API.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Capability(
        namespace = Supervised.NAMESPACE,
        name = "${#id}",
        attribute = {
            "worker=${@class}",
            "tier='${replacestring;${tolower;${#tier}};_;-}'",
            "restart=${#restart}",
            "shutdown=${#shutdown}",
            "depth=${#depth}",
            "supervisor=${#supervisor}",
            "order=${#order}",
            "schema=${#schema}",
            "durable=${#durable}",
            "exclusive=${#exclusive}",
            "blocking=${#blocking}",
            "inline=${#inline}",
            "dynamic=${#dynamic}",
            "maxChildren=${#maxChildren}",
            "upgradesFrom='${#upgradesFrom}'",
            "startDeadline=${#startDeadlineMillis}",
            "handlerDeadline=${#handlerDeadlineMillis}",
            "poison=${#poison}",
            "mailbox=${#mailbox}",
            "breaker='${#breaker}'",
            "parking='${#parking}'",
            "face=${#face}",
            "policy='${#policy}'",
            "policyDeadline=${#policyDeadlineMillis}",
            "maxRestarts='${#maxRestarts}'",
            "restartWindow='${#restartWindowMillis}'",
            "startRetries=${#startRetries}",
            "backoff=${#backoffMillis}",
            "backoffMax='${#backoffMaxMillis}'",
            "backoffFactor='${#backoffFactor}'",
            "backoffJitter='${#backoffJitter}'",
            "backoffQuiet='${#backoffQuietMillis}'",
            "heartbeat=${#heartbeatMillis}",
            "memory=${#memory}",
            "memoryPeriod=${#memoryPeriodMillis}",
            "backlog=${#backlog}",
            "checkPeriod=${#checkPeriodMillis}",
            "checkDeadline=${#checkDeadlineMillis}",
            "checkFailures=${#checkFailures}",
            "checkWindow=${#checkWindow}",
            "leak=${#leak}",
            "leakCeiling=${#leakCeiling}",
            "drift=${#drift}"
        })
@Requirement(namespace = Supervised.SUPERVISOR_NAMESPACE, name = "supervisor", version = "1.0.0", effective = "active")
public @interface Supervised {
    /** The capability that declares a child. */
    String NAMESPACE = "io.armstrong.child";

    /** The capability of the runtime that a supervised bundle asks for at resolve time of a distribution. */
    String SUPERVISOR_NAMESPACE = "io.armstrong.runtime";

    /** Id of the child, unique in the tree. */
    String id();

    /** Its tier. */
    Tier tier() default Tier.NORMAL;

    /** {@code permanent}, {@code transient} or {@code temporary}; empty: the tier's own. */
    String restart() default "";

    /** Milliseconds, {@code brutal_kill} or {@code infinity}. */
    String shutdown() default "5000";

    /** {@code instance}, {@code bundle} or {@code classes}; empty: bundle, or instance where a bundle hosts several children. */
    String depth() default "";

    /** Id of its supervisor; empty: the tier's own. */
    String supervisor() default "";

    /** Place among its siblings at boot, smaller first. */
    int order() default 1000;

    /** The number of the shape of its state, from 1; raise it when the shape changes. */
    int schema() default 1;

    /** Whether it checkpoints: its last checkpoint is read at start and moved along by upgrades. */
    boolean durable() default false;

    /** Whether it owns something of which there can be only one, a port for example. */
    boolean exclusive() default false;

    /** Whether its handlers block: then it gets a thread of its own. */
    boolean blocking() default false;

    /**
     * Whether a call may be handled on the caller's own thread when the worker is idle: for handlers that are short and never block.
     * While such a call is handled nothing can give it up: neither its deadline nor the handler's. A call out of another worker's
     * turn, or to a worker that is not idle, is queued as ever.
     *
     * <p>A dynamic child is started on the thread of whoever orders it, {@code init} and its supervisor's decision included, when that
     * supervisor has nothing else to do: for an {@code init} that is short and never blocks, either. There nothing can give up the order;
     * the start's deadline holds.
     */
    boolean inline() default false;

    /** Whether it is the template of a simple_one_for_one supervisor called {@link #id()}. */
    boolean dynamic() default false;

    /** With {@link #dynamic()}: instances at a time; one more is refused. */
    int maxChildren() default 1_000_000;

    /** The schema from which its own {@code upgradeState} leads to {@link #schema()}; 0: none. */
    int upgradesFrom() default 0;

    /** From the order to start until init is done. */
    long startDeadlineMillis() default 10_000;

    /** For one message. */
    long handlerDeadlineMillis() default 30_000;

    /** Incarnations that a message must have crashed to be handled no more (design D8). */
    int poison() default 3;

    /** Messages that may wait. */
    int mailbox() default 10_000;

    /**
     * The breaker of calls to it: {@code none}, or what differs from its tier's, {@code failures=5 recovery=30000 trials=3}; empty: its
     * tier's own. See {@code io.armstrong.api.breaker.BreakerSpec} for every word.
     */
    String breaker() default "";

    /** Calls while it restarts: {@code park}, {@code park bound=1000 limit=5000}, {@code fail} or {@code fallback answer=TEXT}; empty: park. */
    String parking() default "";

    /** What other bundles see of its ordinary services: {@code stable} or {@code none}; empty: stable. */
    String face() default "";

    /** The longest silence between two beats, see {@code io.armstrong.api.health.Heartbeats}; 0: none is expected. */
    long heartbeatMillis() default 0;

    /** Bytes its turns and own threads may allocate within the memory period before it is restarted; 0: any number. */
    long memory() default 0;

    /** How long an allowance of memory lasts. */
    long memoryPeriodMillis() default 60_000;

    /** Messages waiting at which the memory guard trips; 0: it does not look. */
    int backlog() default 0;

    /** Time between two runs of each of its health checks. */
    long checkPeriodMillis() default 10_000;

    /** How long one run of a health check may take. */
    long checkDeadlineMillis() default 2_000;

    /** Runs that must fail among the last {@link #checkWindow()} before it crashes. */
    int checkFailures() default 2;

    /** Runs of a health check that are looked at together. */
    int checkWindow() default 3;

    /**
     * What is done when class loaders of earlier versions stay in memory: {@code warn}, {@code refuse} upgrades, or {@code isolate} it;
     * empty: refuse.
     */
    String leak() default "";

    /** How many of them that takes. */
    int leakCeiling() default 5;

    /** What is done when somebody else exchanges its bundle's code: {@code adopt}, {@code revert} or {@code alarm}; empty: adopt. */
    String drift() default "";

    /**
     * The escalation policy: {@code otp}, {@code tier}, a tier's word, a ladder such as {@code restart<3 circuit_break<5 escalate}, or
     * the name of a service; empty: its supervisor's.
     */
    String policy() default "";

    /** How long a policy that is a service may take to answer. */
    long policyDeadlineMillis() default 100;

    /** Its own restarts within {@link #restartWindowMillis()} of time it is up; empty: its supervisor's intensity. */
    String maxRestarts() default "";

    /** See {@link #maxRestarts()}; empty: 60000 where that is given. */
    String restartWindowMillis() default "";

    /** Failed starts of one restart that are tried again before one counts anywhere. */
    int startRetries() default 0;

    /** Delay before the first attempt to start it again; 0: none. */
    long backoffMillis() default 0;

    /** The longest such delay; empty: 60000. */
    String backoffMaxMillis() default "";

    /** By how much the delay grows with each attempt; empty: 2. */
    String backoffFactor() default "";

    /** How much of itself each delay may be off, from 0 to 1; empty: 0.2. */
    String backoffJitter() default "";

    /** Up for so long, the next delay is the first one again; empty: 600000. */
    String backoffQuietMillis() default "";
}
