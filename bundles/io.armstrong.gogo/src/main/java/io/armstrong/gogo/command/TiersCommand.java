package io.armstrong.gogo.command;

import io.armstrong.gogo.view.TiersView;
import io.armstrong.gogo.view.View;

final class TiersCommand implements Command {
    @Override
    public Usage usage() {
        return Usage.of("tiers", "The four tiers and the rules that hold in them", "sup:tiers");
    }

    @Override
    public View run(Call call) {
        return new TiersView(call.supervision().tree());
    }
}
