package io.armstrong.gogo.shell;

import io.armstrong.api.ChildReport;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.health.ProbeKind;
import io.armstrong.api.upgrade.Upgrades.Revision;
import io.armstrong.gogo.command.Command;
import io.armstrong.gogo.command.Commands;
import io.armstrong.gogo.command.Option;
import io.armstrong.gogo.command.Positional;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.command.Services;
import io.armstrong.gogo.command.Usage;
import io.armstrong.gogo.view.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;

/**
 * What may stand where the cursor is. Called by the completion of JLine as {@code sup:__candidates WORDS INDEX}: the words of
 * the line and the place of the one being typed.
 */
public final class Candidates implements Function {
    public static final String NAME = "__candidates";

    private final Services services;

    public Candidates(Services services) {
        this.services = services;
    }

    @Override
    public Object execute(CommandSession session, List<Object> arguments) throws Exception {
        List<String> words =
                ((Collection<?>) arguments.get(0)).stream().map(String::valueOf).toList();
        int index = Integer.parseInt(String.valueOf(arguments.get(1)));
        Optional<Usage> usage = usage(words.get(0));
        if (usage.isEmpty()) return List.of();
        Optional<Option> open = valued(usage.get(), words.get(index - 1));
        if (open.isPresent()) return values(open.get());
        List<String> before = placed(usage.get(), words.subList(1, index));
        Optional<Positional> place = place(usage.get(), before.size());
        if (place.isPresent() && place.get().kind() == Kind.FILE) return session.execute("gogo:__files");
        return place.map(positional -> named(positional.kind(), before)).orElse(List.of());
    }

    private static Optional<Usage> usage(String word) {
        String name = word.substring(word.indexOf(':') + 1);
        return Commands.all().stream()
                .map(Command::usage)
                .filter(known -> known.name().equals(name))
                .findFirst();
    }

    /** The option whose value is being typed. */
    private static Optional<Option> valued(Usage usage, String before) {
        return usage.allOptions().stream()
                .filter(option -> !option.isFlag() && before.equals("--" + option.name()))
                .findFirst();
    }

    private List<String> values(Option option) {
        return switch (option.name()) {
            case "child" -> named(Kind.MEMBER, List.of());
            case "supervisor" -> named(Kind.SUPERVISOR, List.of());
            default -> option.allowed();
        };
    }

    /** The words that stand by place: no options, and no values of options. */
    private static List<String> placed(Usage usage, List<String> words) {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (valued(usage, words.get(i)).isPresent()) i++;
            else if (!words.get(i).startsWith("--")) placed.add(words.get(i));
        }
        return placed;
    }

    private static Optional<Positional> place(Usage usage, int number) {
        return number < usage.positionals().size()
                ? Optional.of(usage.positionals().get(number))
                : Optional.empty();
    }

    private List<String> named(Kind kind, List<String> before) {
        return switch (kind) {
            case CHILD -> members(ChildReport.class::isInstance);
            case SUPERVISOR -> members(SupervisorReport.class::isInstance);
            case MEMBER -> members(member -> true);
            case HEALTH ->
                Stream.concat(Arrays.stream(ProbeKind.values()).map(ProbeKind::text), members(member -> true).stream())
                        .toList();
            case BREAKER ->
                services.breakers().list().stream().map(BreakerReport::name).toList();
            case ROLLOUT ->
                Stream.concat(Commands.rolloutActions().stream(), members(member -> true).stream())
                        .toList();
            case BREAKER_ACTION -> Commands.breakerActions();
            case COMMAND ->
                Commands.all().stream().map(command -> command.usage().name()).toList();
            case VERSION ->
                services.upgrades().versions(before.get(0)).stream()
                        .map(Revision::version)
                        .toList();
            case FILE, TEXT -> List.of();
        };
    }

    private List<String> members(Predicate<MemberReport> wanted) {
        return Tree.members(services.supervision().tree())
                .filter(wanted)
                .map(MemberReport::id)
                .toList();
    }
}
