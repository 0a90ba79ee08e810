package io.armstrong.core.upgrade;

import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeEffect.Walk;
import java.util.ArrayList;
import java.util.List;

/** What survives a kill and what does not, of the children of a change set; and what may never be true of it. */
final class SetWorld {
    static final class Child {
        final UpgradePlan plan;
        final boolean durable;
        // what survives
        String log = "old";
        String checkpoint = "old:0";
        boolean begun;
        // what dies
        String own = "old";
        String serving = "own";
        String state = "old:0";
        boolean twin;
        boolean held;
        boolean givenUp;
        /** Its new version brings it down for good. */
        boolean brittle;

        boolean down;
        /** For good: whoever stood in the twin has left it, whether or not that could be uninstalled. */
        boolean letGo;

        int calls;
        String migratedBack = "";

        Child(UpgradePlan plan, boolean durable) {
            this.plan = plan;
            this.durable = durable;
        }

        boolean cold() {
            return plan.way().equals(UpgradePlan.COLD);
        }

        String code() {
            return serving.equals("twin") ? "new" : own;
        }

        /** Where it will start again; kept down until then. */
        void goDown() {
            down = true;
            held = true;
            serving = "own";
        }

        private void becomes(String version) {
            state = version + ":" + calls;
        }
    }

    final List<Child> children = new ArrayList<>();
    final List<String> walked = new ArrayList<>();
    int commits;
    /** All run the old version, which could not be written: a boot picks the new one, and takes an old state up. */
    boolean backNotLogged;

    /** Somebody calls everybody who listens; a durable child answers when its checkpoint is forced. */
    void call() {
        List<Child> listening = children.stream()
                .filter(child -> !child.held && !child.cold() && !child.givenUp && !child.down)
                .toList();
        for (Child child : listening) {
            String code = listening.get(0).code();
            require(child.code().equals(code), "callers never see a mix", child);
            require(!child.serving.equals("none") && child.state.startsWith(code), "code has its state", child);
            child.calls++;
            child.becomes(child.code());
            if (child.durable) child.checkpoint = child.state;
        }
    }

    /** Somebody starts whoever is down and in no hand: the code that lies there writes its state, and ends again. */
    void startThoseThatAreDown() {
        for (Child child : children)
            if (child.durable && !child.held && !child.givenUp && (child.cold() || child.down))
                child.checkpoint = (child.twin && child.down && !child.letGo ? "new" : child.own) + ":" + child.calls;
    }

    void walk(int place, Walk walk) {
        Child child = children.get(place);
        boolean back = walk.direction() == Direction.BACK;
        String target = back ? "old" : "new";
        walked.add((back ? "undo " : "") + walk.step().text() + " " + place);
        switch (walk.step()) {
            case INSTALL_TWIN -> child.twin = true;
            case BEGIN -> child.begun = true;
            case HOLD, HOLD_AGAIN -> child.held = true;
            case MIGRATE_DOWN -> child.migratedBack = "old:" + child.calls;
            case DETACH -> child.serving = "none";
            case UPDATE -> {
                require(
                        !child.serving.equals("own") || child.cold() || child.givenUp || child.down,
                        "nobody runs in it",
                        child);
                child.own = target;
            }
            case RELIEVE -> {
                child.serving = back ? "own" : "twin";
                child.becomes(child.code());
            }
            case ATTACH -> {
                child.serving = "own";
                child.becomes(target);
            }
            case HAND_BACK -> {
                require(child.own.equals("new"), "its own bundle is updated", child);
                child.serving = "own";
            }
            case RELEASE, RELEASE_AGAIN -> {
                require(child.held || child.givenUp || child.down, "it is held", child);
                child.held = false;
                child.letGo = child.down;
            }
            case DISCARD_TWIN -> {
                require(child.givenUp || !child.serving.equals("twin"), "nobody runs in the twin", child);
                child.twin = false;
            }
            case DONE -> child.begun = false;
            default -> {}
        }
    }

    void commit(Direction direction) {
        commits++;
        String target = direction == Direction.FORWARD ? "new" : "old";
        for (Child child : children) {
            require(child.begun, "it has begun", child);
            require(child.held || child.cold() || child.down, "it is held", child);
            child.log = target;
            if (!child.durable) continue;
            if (child.cold()) child.checkpoint = target + ":" + child.calls;
            else child.checkpoint = direction == Direction.FORWARD ? child.state : child.migratedBack;
        }
    }

    void giveUp(int place) {
        Child child = children.get(place);
        child.givenUp = true;
        child.held = false;
    }

    /** What a boot would find now: never a mix, and nothing that was acknowledged is lost. */
    void killed() {
        for (Child child : children) {
            require(child.log.equals(children.get(0).log), "the log is never a mix", child);
            if (!child.durable || child.givenUp) continue;
            String acknowledged = child.log + ":" + child.calls;
            boolean goesUp = backNotLogged && child.checkpoint.equals("old:" + child.calls);
            require(goesUp || child.checkpoint.equals(acknowledged), "what was acknowledged is there", child);
        }
    }

    /** Cheaper than an assertion with a description: these are asked millions of times. */
    private void require(boolean holds, String law, Child child) {
        if (!holds)
            throw new AssertionError(law + ": " + child.plan.way() + " " + children.indexOf(child) + " log " + child.log
                    + " own " + child.own + " serving " + child.serving + " state " + child.state + " checkpoint "
                    + child.checkpoint + " calls " + child.calls + " after " + walked);
    }
}
