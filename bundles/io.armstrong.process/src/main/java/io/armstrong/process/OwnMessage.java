package io.armstrong.process;

/** A message that ends with the incarnation it is for: sent by itself, an answer, a DOWN, a timer (design D8). */
class OwnMessage extends Envelope {
    private final Incarnation owner;

    OwnMessage(Incarnation owner, Object payload) {
        super(payload);
        this.owner = owner;
    }

    final Incarnation owner() {
        return owner;
    }

    @Override
    boolean arrive(Incarnation in) {
        return owner == in;
    }
}
