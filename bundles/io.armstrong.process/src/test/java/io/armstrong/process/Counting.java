package io.armstrong.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A process for tests: hands its messages to a function. */
class Counting extends MailboxProcess {
    private final ProcessSystem system;
    private final int bound;
    private final Consumer<Message> handler;
    final List<Throwable> escaped = new CopyOnWriteArrayList<>();

    Counting(ProcessSystem system, int bound, Consumer<Message> handler) {
        this.system = system;
        this.bound = bound;
        this.handler = handler;
    }

    static final class Text extends Message {
        final int sender;
        final int number;

        Text(int sender, int number) {
            this.sender = sender;
            this.number = number;
        }
    }

    static final class Order extends SystemMessage {
        final boolean urgent;
        final Consumer<Counting> order;

        Order(boolean urgent, Consumer<Counting> order) {
            this.urgent = urgent;
            this.order = order;
        }

        @Override
        protected boolean urgent() {
            return urgent;
        }
    }

    @Override
    protected ProcessSystem system() {
        return system;
    }

    @Override
    protected int bound() {
        return bound;
    }

    @Override
    public boolean handle(Message message) {
        if (message instanceof Order order) order.order.accept(this);
        else handler.accept(message);
        return true;
    }

    @Override
    protected void escaped(Throwable thrown) {
        escaped.add(thrown);
    }
}
