package io.armstrong.api.spi;

import io.armstrong.api.ExitReason;
import io.armstrong.api.Guards;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The children that are watched over, and the one way by which a guard makes one crash (feature R1). Provided by the supervisor;
 * every method returns at once and asks no mailbox.
 */
@ProviderType
public interface Guarding {
    /** Every child that declares a heartbeat or bounds its memory. The cost grows with these alone. */
    List<Ward> wards();

    /** One child, whatever it declares; empty when there is none of that id. */
    Optional<Ward> ward(String id);

    /** Ids of the static children that live in that bundle. */
    List<String> hostedBy(long bundleId);

    /** Ids of the static children that live in the bundle of that symbolic name, installed or not. */
    List<String> hostedBy(String symbolicName);

    /**
     * Makes that incarnation crash with that reason, as if it had crashed itself: {@code terminate} is called. When it has not
     * ended after its second deadline, it is killed with the same reason (design D9). Nothing happens when that incarnation is not
     * up, or is held by an upgrade.
     */
    void trip(String id, long incarnation, ExitReason.Crashed why);

    /** What each static child did and holds, and those dynamic ones that keep a resource. The cost grows with the children. */
    List<Activity> activities();

    /**
     * What the present incarnation of a child did and holds, as of about now.
     *
     * @param incarnation the number its reports show; 0 while nothing of a worker runs, as always in a plain bundle
     * @param callbacks of its worker that were begun
     * @param threads made by {@code ctx.threads()} that live
     * @param resources kept by {@code ctx.closeAtEnd}
     * @param timers that have not fired
     */
    record Activity(String id, long incarnation, long callbacks, int threads, int resources, int timers) {}

    /**
     * A child under guard.
     *
     * @param child who it is, for comparison alone: another one that bears the same id later is another object
     * @param incarnation the number its reports show
     * @param watched whether it is up and in nobody's hand: else nothing can be expected of it
     * @param waiting messages in its mailbox
     * @param allocated bytes that its turns and own threads allocated since this incarnation began; counted only where memory is
     *     bounded
     */
    record Ward(
            Object child, String id, long incarnation, boolean watched, Guards guards, int waiting, long allocated) {}
}
