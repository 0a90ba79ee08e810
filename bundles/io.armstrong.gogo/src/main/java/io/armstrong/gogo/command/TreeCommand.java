package io.armstrong.gogo.command;

import io.armstrong.gogo.view.DotView;
import io.armstrong.gogo.view.TreeView;
import io.armstrong.gogo.view.View;

final class TreeCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of(
                        "tree",
                        "The whole tree: tiers with their limits, children with status and restarts",
                        "sup:tree --ascii")
                .with(
                        Option.flag("dot", "as a Graphviz graph"),
                        Option.flag("ascii", "draw in ASCII"),
                        Option.of("limit", "N", "children of one supervisor at most, default 50; 0: all"));
    }

    @Override
    public View run(Call call) {
        if (call.args().has("dot")) return new DotView(call.supervision().tree());
        return new TreeView(call.supervision().tree(), call.limit());
    }
}
