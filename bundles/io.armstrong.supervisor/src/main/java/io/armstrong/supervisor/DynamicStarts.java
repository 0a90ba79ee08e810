package io.armstrong.supervisor;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.StartsReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.NotPlainData;
import io.armstrong.process.PlainMessages;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.child.Children;
import io.armstrong.supervisor.report.Reports;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Orders starts of new children, each answered with its report. */
final class DynamicStarts {
    private final Orders orders;
    private final Reports reports;
    private final Children children;
    private final PlainMessages messages;
    private final AtomicLong names = new AtomicLong();
    private final CallersStack stack = new CallersStack();

    DynamicStarts(Orders orders, Reports reports, Children children, PlainMessages messages) {
        this.orders = orders;
        this.reports = reports;
        this.children = children;
        this.messages = messages;
    }

    /** One more child of a supervisor of dynamic children. @param name empty: it gets one */
    CompletionStage<ChildReport> start(String supervisor, String name, Object argument) {
        SupervisorProcess parent = orders.supervisor("start a child of", supervisor);
        String id = name.isEmpty() ? supervisor + "-" + names.incrementAndGet() : name;
        String wrong = ChildSpec.wrongId(id);
        if (wrong != null) return refused(id, wrong, "choose another name");
        // Its own children it knows itself: it will refuse.
        if (reports.hasBeside(parent, id, name.isEmpty())) return CompletableFuture.failedFuture(taken(id));
        try {
            Object carried = messages.carried(Objects.requireNonNull(argument, "argument"), "argument");
            boolean runsHere = children.runsHere(supervisor) && stack.takes();
            Thread giver = runsHere && !stack.endsRow() ? Thread.currentThread() : null;
            DynamicStart start = new DynamicStart(orders, id, parent, giver, carried);
            return start.given(runsHere ? parent.orderHere(start, start) : parent.order(start, start));
        } catch (NotPlainData refused) {
            return CompletableFuture.failedFuture(Wording.notPlain("start", id, refused));
        }
    }

    /** Many more, by one order. */
    CompletionStage<StartsReport> start(String supervisor, List<?> arguments) {
        @Nullable Object[] given = arguments.toArray();
        String many = given.length + " children of " + supervisor;
        SupervisorProcess parent = orders.supervisor("start " + given.length + " children of", supervisor);
        if (!children.isDynamic(supervisor)) return refused(many, "it has no dynamic children", "sup:tree");
        if (given.length > Supervision.MOST_STARTS)
            return refused(
                    many, "at most " + Supervision.MOST_STARTS + " at once", "order the rest when these are there");
        for (int i = 0; i < given.length; i++) {
            try {
                given[i] = messages.carried(Objects.requireNonNull(given[i], "argument"), "argument");
            } catch (NotPlainData refused) {
                String one = "number " + (i + 1) + " of " + many;
                return CompletableFuture.failedFuture(Wording.notPlain("start", one, refused));
            }
        }
        return start(parent, many, given);
    }

    private CompletionStage<StartsReport> start(SupervisorProcess parent, String many, @Nullable Object[] arguments) {
        long last = names.addAndGet(arguments.length);
        String wrong = ChildSpec.wrongId(parent.id() + "-" + last);
        if (wrong != null) return refused(many, wrong, "choose another name for " + parent.id());
        NumberedIds ids = new NumberedIds(parent.id(), last - arguments.length + 1, arguments.length);
        StartRow row = new StartRow(orders, reports, parent, ids, arguments);
        return parent.orderInRow(row) ? row.report() : refused(many, "its supervisor is full", "try again later");
    }

    /** The order too, so that one object is all that a start takes here. */
    private static final class DynamicStart extends StartAnswer implements LongFunction<SupervisorEvent.Order> {
        /** Null once the order is made: whoever keeps the stage does not keep this. */
        private @Nullable Object argument;

        DynamicStart(Orders orders, String id, SupervisorProcess parent, @Nullable Thread giver, Object argument) {
            super(orders, id, parent, giver);
            this.argument = argument;
        }

        @Override
        public SupervisorEvent.Order apply(long token) {
            Object given = Objects.requireNonNull(argument, "ordered twice");
            argument = null;
            return new SupervisorEvent.StartDynamic(token, id(), given);
        }
    }

    /** The start of that child. */
    CompletionStage<ChildReport> order(String id, SupervisorProcess parent, LongFunction<SupervisorEvent.Order> order) {
        StartAnswer answer = new StartAnswer(orders, id, parent, null);
        return answer.given(parent.order(order, answer));
    }

    static SupervisionException taken(String id) {
        return refusal(id, "another child has that name", "choose another name");
    }

    private static SupervisionException refusal(String id, String why, String remedy) {
        return new SupervisionException(Code.REFUSED, "cannot start " + id + ": " + why, remedy);
    }

    static <T> CompletionStage<T> refused(String id, String why, String remedy) {
        return CompletableFuture.failedFuture(refusal(id, why, remedy));
    }
}
