package io.armstrong.gogo.command;

import io.armstrong.gogo.view.EventsView;
import io.armstrong.gogo.view.View;

final class EventsCommand implements Command {
    private static final Option CHILD = Option.of("child", "ID", "only what is about that child or supervisor");

    @Override
    public Usage usage() {
        return Usage.of("events", "What happened, oldest first", "sup:events --child counter --limit 20")
                .with(CHILD, Option.of("limit", "N", "the newest N, default 50; 0: all that are kept"));
    }

    @Override
    public View run(Call call) {
        int limit = call.limit() == 0 ? Integer.MAX_VALUE : call.limit();
        return new EventsView(call.services()
                .journal()
                .entries(call.args().option(CHILD.name()).orElse(""), limit));
    }
}
