package io.armstrong.core;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.EscalationAction;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * A supervisor and children that do what they are told at once, written as a script: {@code crash("b")} gives the steps it
 * caused, {@code +b2} for a start of incarnation 2, {@code -b1} for a stop, {@code !b} for a failed start, {@code exit} at the end.
 */
final class Script {
    final SupervisorState state;
    final List<OrderResult> answers = new ArrayList<>();
    final List<String> reports = new ArrayList<>();
    final List<SupervisorEffect.Decided> decisions = new ArrayList<>();
    private final Deque<SupervisorEvent> mailbox = new ArrayDeque<>();
    private final Deque<SupervisorEvent> completions = new ArrayDeque<>();
    private final Map<String, Deque<String>> nextStarts = new HashMap<>();
    private final List<String> steps = new ArrayList<>();
    private final List<Alarm> timers = new ArrayList<>();
    final List<SupervisorEffect.AskPolicy> questions = new ArrayList<>();
    final List<String> policyFailures = new ArrayList<>();
    private boolean waiting;
    private long now;
    private long tokens;

    private record Alarm(long at, SupervisorEvent.TimerFired event) {}

    private Script(SupervisorSpec spec) {
        state = new SupervisorState(spec, 42, ChildRecord::new);
    }

    /** Any supervisor, booted. */
    static Script of(SupervisorSpec spec) {
        Script script = new Script(spec);
        script.boot();
        return script;
    }

    /** Children as in {@link #of(Strategy, int, String...)}, under that policy. */
    static Script under(String policy, Strategy strategy, int max, String... children) {
        return of(unbootedSpec(strategy, max, children).withPolicy(policy));
    }

    static SupervisorSpec unbootedSpec(Strategy strategy, int max, String... children) {
        Intensity intensity = new Intensity(max, Duration.ofSeconds(60));
        return new SupervisorSpec("sup", strategy, intensity, AutoShutdown.NEVER, specs(children));
    }

    static Script unbooted(SupervisorSpec spec) {
        return new Script(spec);
    }

    /** Children as {@code a}, {@code b:transient}, {@code c:temporary}, with {@code !} for significant. Booted. */
    static Script of(Strategy strategy, int max, String... children) {
        return of(strategy, new Intensity(max, Duration.ofSeconds(60)), AutoShutdown.NEVER, children);
    }

    static Script of(Strategy strategy, Intensity intensity, AutoShutdown auto, String... children) {
        Script script = unbooted(strategy, intensity, auto, children);
        script.boot();
        return script;
    }

    static Script unbooted(Strategy strategy, Intensity intensity, AutoShutdown auto, String... children) {
        return new Script(new SupervisorSpec("sup", strategy, intensity, auto, specs(children)));
    }

    static List<ChildSpec> specs(String... children) {
        return Arrays.stream(children).map(Script::spec).toList();
    }

    static ChildSpec spec(String child) {
        String[] parts = child.replace("!", "").split(":");
        RestartType restart =
                parts.length == 1 ? RestartType.PERMANENT : RestartType.valueOf(parts[1].toUpperCase(Locale.ROOT));
        return ChildSpec.of(parts[0]).withRestart(restart).withSignificant(child.contains("!"));
    }

    String boot() {
        return tell(new SupervisorEvent.Boot());
    }

    String crash(String id) {
        return exit(id, "boom");
    }

    String exit(String id, String reason) {
        return tell(new SupervisorEvent.ChildExited(id, incarnation(id), ExitReason.parse(reason)));
    }

    String shutdown() {
        return tell(new SupervisorEvent.ParentExited(ExitReason.SHUTDOWN));
    }

    /** The next attempts to start that child: {@code ok}, {@code wait}, {@code ignore} or a reason to fail with. */
    Script starts(String id, String... outcomes) {
        nextStarts.put(id, new ArrayDeque<>(List.of(outcomes)));
        return this;
    }

    /** Steps are only begun from now on; the test completes them. */
    Script hanging() {
        waiting = true;
        return this;
    }

    Script passSeconds(double seconds) {
        pass(seconds);
        return this;
    }

    /** Time passes, and what is due on the way happens. */
    String pass(double seconds) {
        long until = now + (long) (seconds * 1e9);
        List<String> done = new ArrayList<>();
        while (true) {
            Alarm next = timers.stream()
                    .filter(timer -> timer.at() <= until)
                    .min(Comparator.comparingLong(Alarm::at))
                    .orElse(null);
            if (next == null) break;
            timers.remove(next);
            now = Math.max(now, next.at());
            String steps = tell(next.event());
            if (!steps.isEmpty()) done.add(steps);
        }
        now = until;
        return String.join(" ", done);
    }

    long now() {
        return now;
    }

    /** The last policy that was asked answers. */
    String answer(EscalationAction action) {
        SupervisorEffect.AskPolicy question = questions.get(questions.size() - 1);
        return tell(new SupervisorEvent.PolicyAnswered(question.child(), question.ticket(), action));
    }

    /** The last decision about anybody. */
    SupervisorEffect.Decided decision() {
        return decisions.get(decisions.size() - 1);
    }

    String status(String id) {
        ChildRecord child = state.child(id);
        return child == null ? "none" : child.status().text();
    }

    long token() {
        return ++tokens;
    }

    OrderResult order(LongFunction<SupervisorEvent.Order> order) {
        tell(order.apply(token()));
        return answers.get(answers.size() - 1);
    }

    long incarnation(String id) {
        ChildRecord child = state.child(id);
        return child == null ? 0 : child.incarnation();
    }

    /** {@code a1 b2 -} for a child without a process. */
    String children() {
        List<String> words = new ArrayList<>();
        for (ChildRecord child : state.children())
            words.add(child.id()
                    + (child.running()
                            ? child.incarnation()
                            : ":" + child.status().text()));
        return String.join(" ", words);
    }

    /** Several notices before the supervisor handles the first. */
    String burst(SupervisorEvent... events) {
        mailbox.addAll(List.of(events));
        return run();
    }

    String tell(SupervisorEvent event) {
        mailbox.add(event);
        return run();
    }

    private String run() {
        steps.clear();
        while (true) {
            SupervisorEvent event = completions.isEmpty() ? mailbox.poll() : completions.poll();
            if (event == null) return String.join(" ", steps);
            for (SupervisorEffect effect : SupervisorCore.decide(state, event, now)) carryOut(effect);
        }
    }

    private void carryOut(SupervisorEffect effect) {
        if (effect instanceof SupervisorEffect.StartChild e) start(e);
        else if (effect instanceof SupervisorEffect.StopChild e) stop(e.id(), e.incarnation());
        else if (effect instanceof SupervisorEffect.StopAll e)
            e.children().forEach(target -> stop(target.id(), target.incarnation()));
        else if (effect instanceof SupervisorEffect.SendSelf e) mailbox.add(e.event());
        else if (effect instanceof SupervisorEffect.Reply e) answers.add(e.result());
        else if (effect instanceof SupervisorEffect.Decided e) decisions.add(e);
        else if (effect instanceof SupervisorEffect.WakeAfter e)
            timers.add(new Alarm(now + e.after().toNanos(), new SupervisorEvent.TimerFired(e.child(), e.ticket())));
        else if (effect instanceof SupervisorEffect.AskPolicy e) questions.add(e);
        else if (effect instanceof SupervisorEffect.PolicyFailed e) policyFailures.add(e.policy() + " " + e.cause());
        else if (effect instanceof SupervisorEffect.Report e) report(e);
        else if (effect instanceof SupervisorEffect.Exit e)
            steps.add("exit:" + e.reason().text());
    }

    private void report(SupervisorEffect.Report e) {
        reports.add(e.context().name().toLowerCase(Locale.ROOT) + " " + e.child() + " "
                + e.reason().text() + (e.count() == 1 ? "" : " x" + e.count()));
    }

    private void start(SupervisorEffect.StartChild e) {
        Deque<String> outcomes = nextStarts.get(e.id());
        String outcome = outcomes == null || outcomes.isEmpty() ? "ok" : outcomes.poll();
        steps.add((outcome.equals("ok") ? "+" : "!") + e.id() + e.incarnation());
        if (waiting) return;
        completions.add(
                switch (outcome) {
                    case "ok" -> new SupervisorEvent.ChildStarted(e.id(), e.incarnation());
                    case "wait" -> new SupervisorEvent.ChildWaiting(e.id(), e.incarnation(), "it waits");
                    case "ignore" -> new SupervisorEvent.ChildIgnored(e.id(), e.incarnation());
                    default -> new SupervisorEvent.ChildStartFailed(e.id(), e.incarnation(), ExitReason.parse(outcome));
                });
    }

    private void stop(String id, long incarnation) {
        steps.add("-" + id + incarnation);
        if (!waiting) completions.add(new SupervisorEvent.ChildStopped(id, incarnation, ExitReason.SHUTDOWN));
    }
}
