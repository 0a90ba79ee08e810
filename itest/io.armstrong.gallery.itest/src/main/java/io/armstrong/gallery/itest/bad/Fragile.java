package io.armstrong.gallery.itest.bad;

/** Cannot be initialized while the system property {@code bad.fragile} is set; the JVM never tries that twice in one class loader. */
final class Fragile {
    private static final String WARE = made();

    private Fragile() {}

    private static String made() {
        if (Boolean.getBoolean("bad.fragile")) throw new IllegalStateException("broken ware");
        return "ware";
    }

    static String touch() {
        return WARE;
    }
}
