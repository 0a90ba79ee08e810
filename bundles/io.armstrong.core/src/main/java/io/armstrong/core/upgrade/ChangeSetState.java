package io.armstrong.core.upgrade;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a change set stands.
 *
 * @param members in dependency order
 * @param committed whether the one COMMIT towards the new versions was forced
 * @param committing whether a record of all is being written
 * @param cause of the first failure, naming the member; empty while there is none
 * @param remedy for it
 * @param stays why nobody goes back although one failed after COMMIT; empty as long as that is not so
 */
public record ChangeSetState(
        List<Member> members, boolean committed, boolean committing, String cause, String remedy, String stays) {
    public ChangeSetState {
        members = List.copyOf(members);
    }

    /**
     * One of it.
     *
     * @param name for messages
     * @param upgrade its own walk
     * @param walking whether its next step is under way
     * @param recalledAt the step before which it was recalled, although nothing was wrong with it; null: it was not
     * @param stuck what broke while all exchange their code on the way back: it stays in the hand until the record of all is
     *     written, so that nothing it does by itself is overwritten; null: nothing
     */
    public record Member(
            String name,
            UpgradeState upgrade,
            boolean walking,
            @Nullable PlanStep recalledAt,
            UpgradeEvent.@Nullable StepFailed stuck) {
        Member walked(UpgradeState now) {
            return new Member(name, now, false, recalledAt, stuck);
        }

        Member walks() {
            return new Member(name, upgrade, true, recalledAt, stuck);
        }

        Member recalled(@Nullable PlanStep at) {
            return new Member(name, upgrade, walking, at, stuck);
        }

        Member stuck(UpgradeEvent.@Nullable StepFailed failed) {
            return new Member(name, upgrade, false, recalledAt, failed);
        }
    }

    /** Nothing done yet. @param names of the members, in dependency order */
    public static ChangeSetState of(List<String> names) {
        List<Member> members = names.stream()
                .map(name -> new Member(name, UpgradeState.of(UpgradePlan.direct(true)), false, null, null))
                .toList();
        return new ChangeSetState(members, false, false, "", "", "");
    }

    SetPhase phase(int member) {
        Member one = members.get(member);
        return one.stuck() == null ? SetPhase.of(one.upgrade(), committed) : SetPhase.BACK_COMMIT;
    }

    boolean ended() {
        return members.stream().allMatch(member -> member.upgrade().ended());
    }

    ChangeSetState with(int place, Member member) {
        List<Member> all = new ArrayList<>(members);
        all.set(place, member);
        return new ChangeSetState(all, committed, committing, cause, remedy, stays);
    }

    ChangeSetState committing(boolean now) {
        return new ChangeSetState(members, committed, now, cause, remedy, stays);
    }

    ChangeSetState forced() {
        return new ChangeSetState(members, true, false, cause, remedy, stays);
    }

    /** The first failure is the one that counts. */
    ChangeSetState failed(String why, String then) {
        return cause.isEmpty() ? new ChangeSetState(members, committed, committing, why, then, stays) : this;
    }

    ChangeSetState stays(String why) {
        return stays.isEmpty() ? new ChangeSetState(members, committed, committing, cause, remedy, why) : this;
    }
}
