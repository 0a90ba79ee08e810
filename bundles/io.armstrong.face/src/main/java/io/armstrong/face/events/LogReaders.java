package io.armstrong.face.events;

import java.util.Arrays;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.log.LogReaderService;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A second log reader beside each, which Event Admin alone sees, and only while a handler asks for log entries: a log wakes a
 * thread for each entry while anybody listens, and Event Admin listens to a reader that it has found until it is stopped.
 */
final class LogReaders extends ServiceTracker<LogReaderService, LogReaders.Second> {
    /** Property of a second reader. */
    private static final String SECOND = "io.armstrong.face.events.second";

    private final BooleanSupplier wanted;
    private final Predicate<Bundle> eventAdmin;

    LogReaders(BundleContext context, BooleanSupplier wanted, Predicate<Bundle> eventAdmin) {
        super(context, LogReaderService.class, null);
        this.wanted = wanted;
        this.eventAdmin = eventAdmin;
    }

    static boolean isSecond(ServiceReference<?> reference) {
        return reference.getProperty(SECOND) != null;
    }

    @Override
    public @Nullable Second addingService(ServiceReference<LogReaderService> reader) {
        if (isSecond(reader)) return null;
        Second second = new Second(reader, context.getService(reader));
        second.follow();
        return second;
    }

    @Override
    public void removedService(ServiceReference<LogReaderService> reader, Second second) {
        second.leave();
        context.ungetService(reader);
    }

    /** Offers the second readers, or takes them away. */
    void follow() {
        for (Second second : getTracked().values()) second.follow();
    }

    /** One, offered or not. What is done under its lock only Event Admin hears of. */
    final class Second implements ServiceFactory<LogReaderService> {
        private final ServiceReference<LogReaderService> reference;
        private final LogReaderService first;
        private @Nullable ServiceRegistration<?> offered;
        private boolean left;

        private Second(ServiceReference<LogReaderService> reference, LogReaderService first) {
            this.reference = reference;
            this.first = first;
        }

        private synchronized void follow() {
            boolean due = wanted.getAsBoolean() && !left && !isFirstInUse();
            if (due && offered == null)
                offered = context.registerService(LogReaderService.class, this, new Hashtable<>(Map.of(SECOND, true)));
            else if (!due && offered != null) {
                offered.unregister();
                offered = null;
            }
        }

        private synchronized void leave() {
            left = true;
            follow();
        }

        /** An Event Admin that came before us listens already. */
        private boolean isFirstInUse() {
            Bundle[] users = reference.getUsingBundles();
            return users != null && Arrays.stream(users).anyMatch(eventAdmin);
        }

        @Override
        public LogReaderService getService(Bundle user, ServiceRegistration<LogReaderService> registration) {
            return new SecondReader(first);
        }

        @Override
        public void ungetService(
                Bundle user, ServiceRegistration<LogReaderService> registration, LogReaderService service) {
            ((SecondReader) service).close();
        }
    }
}
