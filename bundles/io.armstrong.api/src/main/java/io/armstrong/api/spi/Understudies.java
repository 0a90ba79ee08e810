package io.armstrong.api.spi;

import io.armstrong.api.worker.Worker;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** Children of nobody, to practise hand-overs on. Provided by the supervisor. */
@ProviderType
public interface Understudies {
    /**
     * Brings one up in a world of its own: it is held, relieved and let go by the code that does that with every other child, and is
     * in nobody's tree, journal or store.
     *
     * @param worker whom it comes up in
     * @param schema of that one's state
     */
    CompletionStage<Understudy> understudy(String id, Worker<?> worker, int schema);

    /** A child of nobody. Ends with {@link #close}. */
    @ProviderType
    interface Understudy extends AutoCloseable {
        /** They know this child alone. */
        Holds holds();

        /** The bundle it is said to live in, which nothing is done to. */
        long bundleId();

        /** A worker that stands by for it, and may take over again and again. */
        Holds.Relief relief(Worker<?> worker, int schema);

        @Override
        void close();
    }
}
