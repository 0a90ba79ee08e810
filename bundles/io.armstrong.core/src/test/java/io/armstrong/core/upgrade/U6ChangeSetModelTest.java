package io.armstrong.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.SetWorld.Child;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeEffect.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Feature U6, the decisions alone: every step of every member fails, in every order of completions, forward and on the way
 * back; the process dies at any moment; the set is never a mix.
 */
class U6ChangeSetModelTest {
    private static final int SEEDS = Integer.getInteger("armstrong.seeds", 4_000);

    /** Done or not done: a hold that is not had whole lets go, and a release that says it failed is none. */
    private static final Set<PlanStep> WHOLE = Set.of(PlanStep.HOLD, PlanStep.RELEASE, PlanStep.RELEASE_AGAIN);

    /** A step that breaks. @param member its place; @param half whether it did its work all the same */
    private record Broken(int member, PlanStep step, Direction direction, boolean half) {}

    private static final class Run {
        final SetWorld world = new SetWorld();
        final Random random;
        final Set<Broken> broken;
        final List<ChangeSetEffect.OfMember> underWay = new ArrayList<>();
        ChangeSetState state;
        ChangeSetEffect.Finish end = new ChangeSetEffect.Finish(Outcome.FAILED, "not ended", "");
        boolean commitFails;
        boolean backCommitFails;

        Run(Random random, List<Child> children, Set<Broken> broken) {
            this.random = random;
            this.broken = broken;
            world.children.addAll(children);
            state = ChangeSetState.of(
                    IntStream.range(0, children.size()).mapToObj(i -> "c" + i).toList());
        }

        Run go() {
            happened(new ChangeSetEvent.Asked());
            for (int turns = 0; !underWay.isEmpty(); turns++) {
                if (turns > 100 * world.children.size()) throw new AssertionError("it ends: " + world.walked);
                world.call();
                world.startThoseThatAreDown();
                world.killed();
                ChangeSetEffect.OfMember next = underWay.remove(random.nextInt(underWay.size()));
                happened(new ChangeSetEvent.OfMember(next.member(), done(next.member(), (Walk) next.effect())));
            }
            world.call();
            world.startThoseThatAreDown();
            world.killed();
            return this;
        }

        private void happened(ChangeSetEvent event) {
            ChangeSetCore.Decision decision = ChangeSetCore.decide(state, event);
            if (broken.isEmpty()) assertThat(ChangeSetCore.decide(state, event)).isEqualTo(decision);
            state = decision.state();
            for (ChangeSetEffect effect : decision.effects()) {
                if (effect instanceof ChangeSetEffect.Finish finish) end = finish;
                if (effect instanceof ChangeSetEffect.Commit commit) commit(commit.direction());
                if (effect instanceof ChangeSetEffect.OfMember one) ofMember(one);
            }
        }

        private void ofMember(ChangeSetEffect.OfMember one) {
            if (one.effect() instanceof Walk) underWay.add(one);
            if (one.effect() instanceof UpgradeEffect.GiveUp) world.giveUp(one.member());
        }

        private void commit(Direction direction) {
            assertThat(underWay).as("nobody walks meanwhile").isEmpty();
            boolean fails = direction == Direction.FORWARD ? commitFails : backCommitFails;
            if (fails) {
                world.backNotLogged |= direction == Direction.BACK;
                happened(new ChangeSetEvent.CommitFailed("disk full", "free the disk"));
                return;
            }
            world.commit(direction);
            world.killed();
            happened(new ChangeSetEvent.Committed());
        }

        private UpgradeEvent done(int member, Walk walk) {
            if (walk.step() == PlanStep.HOLD_AGAIN && world.children.get(member).brittle) {
                world.children.get(member).goDown();
                return new UpgradeEvent.ChildrenDown(walk.step(), "it is isolated", "mend it");
            }
            boolean half = broken.contains(new Broken(member, walk.step(), walk.direction(), true));
            boolean not = broken.contains(new Broken(member, walk.step(), walk.direction(), false));
            if (!not && !(half && WHOLE.contains(walk.step()))) world.walk(member, walk);
            if (half || not)
                return new UpgradeEvent.StepFailed(walk.step(), walk.step().text() + " broke", "mend it");
            UpgradePlan plan = world.children.get(member).plan;
            if (walk.step() == PlanStep.INSPECT) return new UpgradeEvent.Planned(walk.step(), plan);
            return new UpgradeEvent.StepDone(walk.step());
        }

        void check() {
            assertThat(end.cause()).isNotEqualTo("not ended");
            assertThat(state.members().stream().allMatch(each -> each.upgrade().ended()))
                    .isTrue();
            for (Child child : world.children) {
                assertThat(child.held).isFalse();
                if (child.givenUp || end.outcome() == Outcome.FAILED) continue;
                assertThat(child.code()).isEqualTo(child.log);
                if (!child.cold() && !child.down) assertThat(child.state).isEqualTo(child.log + ":" + child.calls);
            }
            if (end.outcome() == Outcome.REFUSED)
                assertThat(world.walked)
                        .noneMatch(step ->
                                step.startsWith("stop ") || step.startsWith("relieve ") || step.startsWith("detach "));
            String expected = end.outcome() == Outcome.COMMITTED ? "new" : "old";
            if (end.outcome() != Outcome.FAILED)
                assertThat(world.children).allMatch(child -> child.log.equals(expected));
        }
    }

    private static List<Child> children(UpgradePlan... plans) {
        return Stream.of(plans).map(plan -> new Child(plan, true)).toList();
    }

    private static List<Child> five() {
        UpgradePlan twin = UpgradePlan.twin(true);
        return children(twin, twin, twin, twin, twin);
    }

    private static Run run(List<Child> children, Broken... broken) {
        Run run = new Run(new Random(1), children, Set.of(broken)).go();
        run.check();
        return run;
    }

    private static Broken forward(int member, PlanStep step) {
        return new Broken(member, step, Direction.FORWARD, false);
    }

    private static Broken back(int member, PlanStep step) {
        return new Broken(member, step, Direction.BACK, false);
    }

    @Test
    void allRehearseInOrderAreHeldInReverseAndCommitOnce() {
        Run run = run(five());
        assertThat(run.end.outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(run.world.walked)
                .containsSubsequence("rehearse 0", "install-twin 1", "rehearse 1", "rehearse 4", "begin 0")
                .containsSubsequence("hold 4", "hold 3", "hold 2", "hold 1", "hold 0");
        assertThat(run.world.commits).isEqualTo(1);
    }

    @Test
    void aFourthThatCannotRehearseChangesNothing() {
        Run run = run(five(), forward(3, PlanStep.REHEARSE));
        assertThat(run.end).isEqualTo(new ChangeSetEffect.Finish(Outcome.REFUSED, "c3: rehearse broke", "mend it"));
        assertThat(run.world.walked).noneMatch(step -> step.startsWith("install-twin 4"));
    }

    @Test
    void aFourthThatCannotTakeOverSendsAllBackToTheOldState() {
        Run run = run(five(), forward(3, PlanStep.RELIEVE));
        assertThat(run.end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(run.world.commits).isZero();
        assertThat(run.world.walked).noneMatch(step -> step.startsWith("update"));
    }

    @Test
    void afterTheCommitAllWalkBackByOneRecord() {
        Run run = run(five(), forward(3, PlanStep.START));
        assertThat(run.end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(run.world.commits).isEqualTo(2);
        assertThat(run.world.children).allMatch(child -> child.calls > 0);
    }

    @Test
    void ifOneCannotGoBackNobodyDoes() {
        Run run = run(five(), forward(3, PlanStep.START), back(1, PlanStep.MIGRATE_DOWN));
        assertThat(run.end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(run.end.cause()).isEqualTo("c3: start broke; c1 cannot go back: migrate-down broke (mend it)");
        assertThat(run.world.commits).isEqualTo(1);
        for (int place : new int[] {0, 1, 2, 4}) {
            Child child = run.world.children.get(place);
            assertThat(child.givenUp).isFalse();
            assertThat(child.own).isEqualTo("new");
            assertThat(child.state).isEqualTo("new:" + child.calls);
        }
        assertThat(run.world.children.get(3).givenUp).isTrue();
    }

    @Test
    void oneThatBreaksOnTheWayBackIsGivenUpAfterTheRecord() {
        Run run = run(five(), forward(3, PlanStep.START), back(1, PlanStep.UPDATE));
        assertThat(run.end.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(run.world.commits).isEqualTo(2);
        assertThat(run.world.children).allMatch(child -> child.log.equals("old"));
        assertThat(run.world.children.get(1).givenUp).isTrue();
        assertThat(run.world.children.get(0).code()).isEqualTo("old");
    }

    @Test
    void oneThatIsBroughtDownGoesBackColdWithTheOthers() {
        List<Child> children = five();
        children.get(2).brittle = true;
        Run run = run(children);
        assertThat(run.end.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(run.end.cause()).isEqualTo("c2: it is isolated");
        assertThat(run.world.commits).isEqualTo(2);
        assertThat(run.world.walked).doesNotContain("undo attach 2").contains("undo attach 1");
    }

    @Test
    void aRehearsalTouchesNobody() {
        UpgradePlan plan = UpgradePlan.rehearsal();
        Run run = run(children(plan, plan, plan));
        assertThat(run.end.outcome()).isEqualTo(Outcome.REHEARSED);
        assertThat(run.world.walked).noneMatch(step -> step.startsWith("hold"));
        assertThat(run.world.walked).containsSubsequence("rehearse 2", "discard-twin 0");
    }

    @Test
    void newsOfAStepThatIsNotUnderWayChangesNothing() {
        ChangeSetState state = ChangeSetState.of(List.of("a", "b"));
        ChangeSetEvent early = new ChangeSetEvent.OfMember(1, new UpgradeEvent.StepDone(PlanStep.VERIFY));
        assertThat(ChangeSetCore.decide(state, new ChangeSetEvent.Committed()).state())
                .isEqualTo(ChangeSetCore.decide(state, early).state());
    }

    /** Each step of each member breaks once forward and, beside it, each once on the way back. */
    @TestFactory
    Stream<DynamicTest> everyPairOfFailuresEndsWhole() {
        List<UpgradePlan> ways = List.of(UpgradePlan.twin(true), UpgradePlan.direct(true), UpgradePlan.cold());
        return IntStream.range(0, 2)
                .mapToObj(first -> DynamicTest.dynamicTest("member " + first + " breaks", () -> {
                    for (PlanStep ahead : PlanStep.values())
                        for (int second = 0; second < 3; second++)
                            for (PlanStep back : PlanStep.values())
                                run(
                                        children(ways.get(0), ways.get(0), ways.get(1 + second % 2)),
                                        forward(first, ahead),
                                        back(second, back));
                }));
    }

    @Test
    void randomSetsAndInterleavings() {
        for (int seed = 0; seed < SEEDS; seed++) {
            try {
                random(new Random(seed)).check();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static Run random(Random random) {
        List<UpgradePlan> ways =
                List.of(UpgradePlan.twin(true), UpgradePlan.twin(true), UpgradePlan.direct(true), UpgradePlan.cold());
        List<Child> children = IntStream.range(0, 1 + random.nextInt(5))
                .mapToObj(i -> new Child(ways.get(random.nextInt(ways.size())), random.nextBoolean()))
                .toList();
        Set<Broken> broken = new java.util.HashSet<>();
        PlanStep[] steps = PlanStep.values();
        for (int i = random.nextInt(4); i > 0; i--)
            broken.add(new Broken(
                    random.nextInt(children.size()),
                    steps[random.nextInt(steps.length)],
                    random.nextInt(3) == 0 ? Direction.FORWARD : Direction.BACK,
                    false));
        for (int i = random.nextInt(3); i > 0; i--)
            broken.add(new Broken(
                    random.nextInt(children.size()),
                    steps[random.nextInt(steps.length)],
                    Direction.FORWARD,
                    random.nextBoolean()));
        children.forEach(child -> child.brittle = random.nextInt(20) == 0);
        Run run = new Run(random, children, broken);
        run.commitFails = random.nextInt(10) == 0;
        run.backCommitFails = random.nextInt(10) == 0;
        return run.go();
    }
}
