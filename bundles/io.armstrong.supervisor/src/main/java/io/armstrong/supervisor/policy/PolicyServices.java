package io.armstrong.supervisor.policy;

import io.armstrong.api.EscalationPolicy;
import io.armstrong.core.SupervisorEffect.AskPolicy;
import io.armstrong.process.Timers;
import io.armstrong.process.supervise.PolicyAsker;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The escalation policies there are (feature E2). The one with the highest ranking of a name is asked, whichever that is at the
 * moment of the crash.
 *
 * <p>One that overruns its deadline is interrupted, and is not asked again before that call has returned: so a policy that
 * loops costs one thread, however often its children crash.
 */
public final class PolicyServices implements PolicyAsker, AutoCloseable {
    private final BundleContext context;
    private final Timers timers;
    private final ServiceTracker<EscalationPolicy, ServiceReference<EscalationPolicy>> known;
    private final Set<ServiceReference<EscalationPolicy>> late = ConcurrentHashMap.newKeySet();
    private final AtomicLong names = new AtomicLong();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "armstrong-policy-" + names.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    public PolicyServices(BundleContext context, Timers timers) {
        this.context = context;
        this.timers = timers;
        this.known = new ServiceTracker<>(context, EscalationPolicy.class, null) {
            @Override
            public ServiceReference<EscalationPolicy> addingService(ServiceReference<EscalationPolicy> reference) {
                return reference; // the object is got where it is asked: getting it may run code of its own
            }

            @Override
            public void removedService(
                    ServiceReference<EscalationPolicy> reference, ServiceReference<EscalationPolicy> same) {
                late.remove(reference);
            }
        };
    }

    /** Begins to look for policies. */
    public void open() {
        known.open();
    }

    @Override
    public void close() {
        known.close();
        threads.shutdownNow();
    }

    @Override
    public void ask(AskPolicy question, Answer answer) {
        ServiceReference<EscalationPolicy> policy = find(question.policy());
        if (policy == null)
            answer.failed("is not there: no service has " + EscalationPolicy.NAME + "=" + question.policy());
        else if (late.contains(policy)) answer.failed("has not returned from an earlier question");
        else begin(new Asking(policy, question, answer));
    }

    private @Nullable ServiceReference<EscalationPolicy> find(String name) {
        ServiceReference<EscalationPolicy>[] found = known.getServiceReferences();
        if (found == null) return null;
        return Arrays.stream(found)
                .filter(reference -> name.equals(reference.getProperty(EscalationPolicy.NAME)))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void begin(Asking asking) {
        try {
            threads.execute(asking);
            timers.after(asking.question.limit().toNanos(), asking::overdue);
        } catch (RejectedExecutionException closing) {
            asking.answer.failed("is not asked any more: the runtime stops");
        }
    }

    /** One question on its way. */
    private final class Asking implements Runnable {
        private final ServiceReference<EscalationPolicy> policy;
        private final AskPolicy question;
        private final Answer answer;
        /** Guarded by this. */
        private @Nullable Thread thread;

        private boolean done;

        private Asking(ServiceReference<EscalationPolicy> policy, AskPolicy question, Answer answer) {
            this.policy = policy;
            this.question = question;
            this.answer = answer;
        }

        @Override
        public void run() {
            synchronized (this) {
                thread = Thread.currentThread();
            }
            try {
                decide();
            } catch (Throwable thrown) { // whatever it throws, also an Error, is its answer
                answer.failed("threw " + thrown);
            } finally {
                end();
            }
        }

        private void decide() {
            EscalationPolicy service = context.getService(policy);
            if (service == null) {
                answer.failed("went away");
                return;
            }
            try {
                var action = service.decide(question.child(), question.reason(), question.restarts());
                if (action == null) answer.failed("answered null");
                else answer.answered(action);
            } finally {
                context.ungetService(policy);
            }
        }

        private synchronized void end() {
            done = true;
            thread = null;
            late.remove(policy);
            Thread.interrupted(); // an interrupt was for this question only
        }

        /** The core has gone on without it. */
        private synchronized void overdue() {
            if (done) return;
            late.add(policy);
            if (thread != null) thread.interrupt();
        }
    }
}
