package io.armstrong.gallery.itest.bad;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Misbehaves in its start and its stop as the system properties {@code bad.start.NAME} and {@code bad.stop.NAME} say, NAME being that
 * of its bundle: {@code throw 2} throws two times.
 */
public final class BadActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        act("start", context);
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        act("stop", context);
    }

    private static void act(String when, BundleContext context) throws Exception {
        String name = context.getBundle().getSymbolicName();
        String key = "bad." + when + "." + name;
        String order = System.getProperty(key);
        if (order == null) return;
        String[] words = order.split(" ");
        int left = words.length > 1 ? Integer.parseInt(words[1]) : 1;
        if (left == 1) System.clearProperty(key);
        else System.setProperty(key, words[0] + " " + (left - 1));
        if (words[0].equals("throw")) throw new IllegalStateException("told to throw in " + when);
        if (words[0].equals("error")) throw new AssertionError("told to fail in " + when);
        if (words[0].equals("overflow")) deeper(0);
        if (words[0].equals("sleep")) new CountDownLatch(1).await();
        if (words[0].equals("loop")) lingerUntilTold(name);
        if (words[0].equals("init")) Fragile.touch();
        if (words[0].equals("update-self")) context.getBundle().update();
        if (words[0].equals("leak")) leak(name);
        if (words[0].equals("listen")) context.addBundleListener(event -> lingerUntilTold(name));
    }

    private static int deeper(int depth) {
        return depth < 0 ? depth : deeper(depth + 1) + 1;
    }

    private static void leak(String name) {
        Thread thread = new Thread(() -> lingerUntilTold(name), "leaked by " + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Heeds no interrupt until the latch in the system property {@code latch.NAME} opens. */
    static void lingerUntilTold(String name) {
        CountDownLatch latch = (CountDownLatch) System.getProperties().get("latch." + name);
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                open = latch.getCount() == 0; // that is what this child is for
            }
        }
    }
}
