package io.armstrong.supervisor.bundle;

import org.osgi.framework.Bundle;

/** Whose a class is, by its name: a bundle's when its file is one of the bundle's entries. Code in jars inside a bundle is not found. */
final class ClassFiles {
    private ClassFiles() {}

    /**
     * Whether that class, or the one that made it, lies in that bundle. While the bundle is updated or uninstalled it does not: Felix has
     * closed its content then, and throws.
     */
    static boolean has(Bundle bundle, String className) {
        int lambda = className.indexOf("$$");
        String made = lambda < 0 ? className : className.substring(0, lambda);
        try {
            return bundle.getEntry(made.replace('.', '/') + ".class") != null;
        } catch (IllegalStateException | NullPointerException closed) {
            return false;
        }
    }
}
