package io.armstrong.gogo.view;

import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.TreeReport;
import java.util.Optional;
import java.util.stream.Stream;

/** Members of the tree by id. */
public final class Tree {
    private Tree() {}

    /** Every supervisor and child, depth first. */
    public static Stream<MemberReport> members(TreeReport tree) {
        return tree.supervisors().stream().flatMap(Tree::withAllBelow);
    }

    private static Stream<MemberReport> withAllBelow(MemberReport member) {
        return member instanceof SupervisorReport supervisor
                ? Stream.concat(
                        Stream.of(member), supervisor.children().stream().flatMap(Tree::withAllBelow))
                : Stream.of(member);
    }

    public static Optional<MemberReport> find(TreeReport tree, String id) {
        return members(tree).filter(member -> member.id().equals(id)).findFirst();
    }

    public static Optional<SupervisorReport> supervisor(TreeReport tree, String id) {
        return find(tree, id).filter(SupervisorReport.class::isInstance).map(SupervisorReport.class::cast);
    }
}
