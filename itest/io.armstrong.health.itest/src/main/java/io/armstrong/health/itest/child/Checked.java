package io.armstrong.health.itest.child;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A plain bundle with a health check that says what the system property {@code check.} and its bundle's name tell it to. */
public final class Checked implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String property = "check." + context.getBundle().getSymbolicName();
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(HealthCheck.NAME, "disk");
        context.registerService(HealthCheck.class, new ByProperty(property), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // the framework unregisters the check
    }

    /** The check. */
    public record ByProperty(String property) implements HealthCheck {
        @Override
        public Result execute() {
            String told = System.getProperty(property, "OK");
            if (told.equals("throw")) throw new IllegalStateException("told to throw");
            if (told.equals("hang")) return hang();
            return new Result(Result.Status.valueOf(told), "told so");
        }

        private static Result hang() {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return new Result(Result.Status.OK, "interrupted");
        }
    }
}
