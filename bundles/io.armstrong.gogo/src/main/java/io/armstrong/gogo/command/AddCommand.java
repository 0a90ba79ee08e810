package io.armstrong.gogo.command;

import io.armstrong.api.ChildReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.OrderView;
import io.armstrong.gogo.view.Tree;
import io.armstrong.gogo.view.View;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

final class AddCommand implements Command {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @Override
    public Usage usage() {
        return Usage.of(
                        "add",
                        "Adds a child for good, or one more instance of a dynamic supervisor",
                        "sup:add mine --bundle com.example.mine --tier peripheral")
                .takes(
                        Positional.one(
                                "ID", Kind.SUPERVISOR, "the new child; without --bundle: its dynamic supervisor"),
                        Positional.rest("WORD", false, "mailbox=9 and so on; without --bundle: NAME, KEY=VALUE"))
                .with(SpecOptions.ALL);
    }

    @Override
    public View run(Call call) throws Exception {
        String id = call.args().word(0);
        CompletionStage<ChildReport> stage = call.args().has(SpecOptions.BUNDLE) ? fixed(call, id) : dynamic(call, id);
        ChildReport child = call.await(stage, call.timeout(DEADLINE), "start of " + id);
        return new OrderView(child.id(), "added", child);
    }

    private static CompletionStage<ChildReport> fixed(Call call, String id) {
        return call.supervision()
                .add(SpecOptions.spec(call, id, pairs(call.args().from(1))));
    }

    private static CompletionStage<ChildReport> dynamic(Call call, String supervisor) {
        if (Tree.supervisor(call.supervision().tree(), supervisor).isEmpty())
            throw usage("there is no supervisor " + supervisor + ", and a child for good needs --bundle");
        String name = call.args().maybe(1).filter(word -> word.indexOf('=') < 0).orElse("");
        List<String> pairs = call.args().from(name.isEmpty() ? 1 : 2);
        return call.supervision().startDynamic(supervisor, name, pairs(pairs));
    }

    private static Map<String, String> pairs(List<String> pairs) {
        Map<String, String> argument = new LinkedHashMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) throw usage("'" + pair + "' is no KEY=VALUE");
            argument.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return argument;
    }

    private static SupervisionException usage(String what) {
        return new SupervisionException(Code.USAGE, "sup:add: " + what, "sup:add --help");
    }
}
