package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Understudies;
import io.armstrong.api.spi.Understudies.Understudy;
import io.armstrong.upgrade.Practised.Role;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** An understudy and who stands by for it in its two versions: upgrades are walked there that nobody sees. One at a time. */
final class Stage implements AutoCloseable {
    /** Of one upgrade, and of each thing in it. */
    static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Limits UNHURRIED = new Limits(LIMIT, LIMIT, LIMIT, Limits.DEFAULT.state(), Duration.ZERO, 0);
    private static final String WHAT = "practice";

    /** Steps that are only practised are no events. */
    private static final Journal UNHEARD = new Journal() {
        @Override
        public void record(ArmstrongEvent event) {
            // nobody is to read that
        }

        @Override
        public List<Entry> entries(String of, int limit) {
            return List.of();
        }
    };

    private final Ground ground;
    private final Understudy child;
    private final UpgradeLog log;
    private Role now;
    private Role next;

    private Stage(Ground ground, Understudy child) {
        this.ground = ground;
        this.child = child;
        this.log = new UpgradeLog(ground.store());
        this.now = Role.of(child, Practised.OLD);
        this.next = Role.of(child, Practised.NEW);
    }

    /** One whose understudy is up. */
    static CompletionStage<Stage> set(Ground ground, Understudies understudies) {
        return understudies
                .understudy(Practised.ID, Practised.OLD.worker(), Practised.OLD.schema())
                .thenApply(child -> new Stage(ground, child));
    }

    /** Makes that thread ready for any number of them. */
    CompletionStage<?> ready(HandThread hands) {
        return hands.call(WHAT, LIMIT, () -> hands.keep(child.bundleId(), new Practised.OwnMigrations()));
    }

    /** One upgrade to the version that it does not run, its hand-overs on that thread. */
    CompletionStage<Void> walk(HandThread hands) {
        Role from = now;
        Role to = next;
        now = to;
        next = from;
        return hands.call(WHAT, LIMIT, () -> new Practice(ground(hands), log, hands, child, from, to).begin())
                .thenCompose(walked -> walked);
    }

    /** The real ground but for the child, the journal and the patience. What else there is on it no step of a hand-over touches. */
    private Ground ground(HandThread hands) {
        return new Ground(
                ground.supervision(),
                child.holds(),
                ground.lifecycle(),
                ground.store(),
                UNHEARD,
                ground.bundles(),
                ground.hides(),
                ground.leaks(),
                hands,
                ground.nanos(),
                ground.wall(),
                UNHURRIED);
    }

    @Override
    public void close() {
        child.close();
    }
}
