package io.armstrong.gogo.command;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.View;
import java.util.List;
import java.util.function.Supplier;

final class HelpCommand implements Command {
    private final Supplier<List<Command>> commands;

    HelpCommand(Supplier<List<Command>> commands) {
        this.commands = commands;
    }

    @Override
    public Usage usage() {
        return Usage.of("help", "All commands on one line each, or one in full", "sup:help tree")
                .takes(Positional.maybe("COMMAND", Kind.COMMAND, "a command, with or without sup:"));
    }

    @Override
    public View run(Call call) {
        List<Usage> usages = commands.get().stream().map(Command::usage).toList();
        return call.args()
                .maybe(0)
                .<View>map(name -> new UsageView(named(usages, name)))
                .orElseGet(() -> new CommandsView(usages));
    }

    private static Usage named(List<Usage> usages, String word) {
        String name = word.startsWith(Usage.SCOPE + ":") ? word.substring(Usage.SCOPE.length() + 1) : word;
        return usages.stream()
                .filter(usage -> usage.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = usages.stream().map(Usage::name).toList();
                    String near = Nearest.of(name, names)
                            .map(known -> "sup:help " + known)
                            .orElse("sup:help");
                    return new SupervisionException(Code.NOT_FOUND, "no command sup:" + name, near);
                });
    }
}
