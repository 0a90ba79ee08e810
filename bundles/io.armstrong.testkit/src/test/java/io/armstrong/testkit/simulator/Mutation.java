package io.armstrong.testkit.simulator;

/**
 * A wrong rule planted in the product's source, once.
 *
 * @param rule the right rule, in words
 * @param type the class it is in
 * @param right its text in that class, which must occur there exactly once
 * @param wrong what it is replaced by
 * @param killedBy the invariants of which one is seen to be broken first
 */
record Mutation(String rule, String type, String right, String wrong, String killedBy) {
    @Override
    public String toString() {
        return rule + " (" + type.substring(type.lastIndexOf('.') + 1) + ": " + right + " -> " + wrong + ")";
    }
}
