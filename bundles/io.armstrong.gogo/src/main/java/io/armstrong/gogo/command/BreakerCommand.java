package io.armstrong.gogo.command;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.CircuitBreaker;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.BreakerView;
import io.armstrong.gogo.view.BreakersView;
import io.armstrong.gogo.view.View;
import java.util.List;

final class BreakerCommand implements Command {
    private static final List<String> ACTIONS = List.of("open", "close", "auto", "disable", "config");

    /** What may stand in the second place. */
    static List<String> actions() {
        return ACTIONS;
    }

    @Override
    public Usage usage() {
        return Usage.of("breaker", "Circuit breakers, one of them, or what a hand does to it", "sup:breaker counter")
                .takes(
                        Positional.maybe("NAME", Kind.BREAKER, "a child, or a breaker by name"),
                        Positional.maybe("ACTION", Kind.BREAKER_ACTION, String.join(" | ", ACTIONS)),
                        Positional.rest("WORD", false, "of config: failures=5 recovery=30000 trials=3 ..."))
                .note(
                        "open holds until close or auto; disable lets every call pass until then.",
                        "config changes what is named; until the runtime ends.");
    }

    @Override
    public View run(Call call) {
        var name = call.args().maybe(0);
        if (name.isEmpty()) return new BreakersView(call.services().breakers().list());
        CircuitBreaker breaker = find(call, name.get());
        call.args().maybe(1).ifPresent(action -> act(call, breaker, action));
        return new BreakerView(breaker.report());
    }

    private static CircuitBreaker find(Call call, String name) {
        return call.services()
                .breakers()
                .find(name)
                .orElseThrow(() -> new SupervisionException(
                        Code.NOT_FOUND, "cannot find breaker " + name, near(call, name) + "sup:breaker shows all"));
    }

    private static String near(Call call, String name) {
        List<String> names = call.services().breakers().list().stream()
                .map(BreakerReport::name)
                .toList();
        return Nearest.of(name, names)
                .map(known -> "did you mean " + known + "? ")
                .orElse("");
    }

    private static void act(Call call, CircuitBreaker breaker, String action) {
        switch (action) {
            case "open" -> breaker.forceOpen();
            case "close" -> close(call, breaker);
            case "auto" -> breaker.auto();
            case "disable" -> breaker.disable();
            case "config" -> configure(call, breaker);
            default ->
                throw new SupervisionException(
                        Code.USAGE,
                        "sup:breaker cannot " + action + " a breaker",
                        Nearest.of(action, ACTIONS)
                                .map(known -> "sup:breaker " + breaker.name() + " " + known)
                                .orElse("sup:breaker --help"));
        }
    }

    /** A child that its supervisor keeps down is not brought back by letting calls in. */
    private static void close(Call call, CircuitBreaker breaker) {
        String name = breaker.name();
        if (breaker.report().child() && call.supervision().status(name).status() == ChildStatus.OPEN)
            throw new SupervisionException(
                    Code.REFUSED,
                    "cannot close breaker " + name + ": its supervisor keeps the child down after crashes",
                    "sup:start " + name + ", or wait for its trial");
        breaker.close();
    }

    private static void configure(Call call, CircuitBreaker breaker) {
        List<String> words = call.args().from(2);
        if (words.isEmpty())
            throw new SupervisionException(
                    Code.USAGE,
                    "sup:breaker config needs words",
                    "sup:breaker " + breaker.name() + " config "
                            + breaker.report().spec().text());
        try {
            breaker.configure(breaker.report().spec().with(String.join(" ", words)));
        } catch (IllegalArgumentException e) {
            throw new SupervisionException(Code.USAGE, "sup:breaker: " + e.getMessage(), "sup:breaker --help");
        }
    }
}
