package io.armstrong.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The alarms there are (features H4, O9). Whoever finds something records {@link ArmstrongEvent.AlarmSet} in the journal; it is
 * cleared by {@link ArmstrongEvent.AlarmCleared}, by hand, and by itself when the child is well again.
 */
@ProviderType
public interface Alarms {
    /** Those that last, the oldest first; at most 1,000: then the oldest acknowledged one goes, else the oldest. */
    List<Alarm> list();

    /**
     * Marks alarms as known: they last on.
     *
     * @param child whose
     * @param alarm its name; empty: all of the child
     * @throws SupervisionException NOT_FOUND when there is none
     */
    List<Alarm> acknowledge(String child, String alarm);

    /**
     * Takes alarms away, whether or not what they tell of is over.
     *
     * @param child whose
     * @param alarm its name; empty: all of the child
     * @return those that were cleared
     * @throws SupervisionException NOT_FOUND when there is none
     */
    List<Alarm> clear(String child, String alarm);
}
