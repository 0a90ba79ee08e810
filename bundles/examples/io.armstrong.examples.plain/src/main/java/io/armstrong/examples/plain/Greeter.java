package io.armstrong.examples.plain;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.function.UnaryOperator;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Offers a greeting as a service while the bundle is active. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class Greeter implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        UnaryOperator<String> greeting = name -> "Hello, " + name + "!";
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("greeting.language", "en");
        context.registerService(UnaryOperator.class, greeting, properties);
    }

    /** The framework takes the service back by itself. */
    @Override
    public void stop(BundleContext context) {}
}
