package io.armstrong.gogo.command;

import io.armstrong.api.ChildReport;
import io.armstrong.api.StartsReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.gogo.command.Positional.Kind;
import io.armstrong.gogo.view.OrderView;
import io.armstrong.gogo.view.StartsView;
import io.armstrong.gogo.view.Tree;
import io.armstrong.gogo.view.View;
import java.time.Duration;
import java.util.Collections;
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
                        "Adds a child for good, or instances of a dynamic supervisor",
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
        if (call.args().has(SpecOptions.COUNT)) return many(call, id);
        CompletionStage<ChildReport> stage = call.args().has(SpecOptions.BUNDLE) ? fixed(call, id) : dynamic(call, id);
        ChildReport child = call.await(stage, call.timeout(DEADLINE), "start of " + id);
        return new OrderView(child.id(), "added", child);
    }

    private static CompletionStage<ChildReport> fixed(Call call, String id) {
        return call.supervision()
                .add(SpecOptions.spec(call, id, pairs(call.args().from(1))));
    }

    private static View many(Call call, String supervisor) throws Exception {
        if (call.args().has(SpecOptions.BUNDLE)) throw usage("--count is for instances, and --bundle for one child");
        int count = call.args().count(SpecOptions.COUNT, 0);
        if (count < 1 || count > Supervision.MOST_STARTS)
            throw usage("--count is '" + call.args().option(SpecOptions.COUNT).orElse("") + "': must be 1 to "
                    + Supervision.MOST_STARTS);
        known(call, supervisor);
        Map<String, String> each = pairs(call.args().from(1));
        CompletionStage<StartsReport> stage =
                call.supervision().startDynamic(supervisor, Collections.nCopies(count, each));
        String what = "start of " + count + " instances of " + supervisor;
        return new StartsView(supervisor, call.await(stage, call.timeout(DEADLINE), what));
    }

    private static void known(Call call, String supervisor) {
        if (Tree.supervisor(call.supervision().tree(), supervisor).isEmpty())
            throw usage("there is no supervisor " + supervisor + ", and a child for good needs --bundle");
    }

    private static CompletionStage<ChildReport> dynamic(Call call, String supervisor) {
        known(call, supervisor);
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
