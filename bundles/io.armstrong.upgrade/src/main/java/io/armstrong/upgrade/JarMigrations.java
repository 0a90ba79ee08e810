package io.armstrong.upgrade;

import io.armstrong.api.upgrade.StateMigration;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Migrations out of a jar that is not installed: their loader sees the api and the JDK, and nothing else. */
final class JarMigrations implements AutoCloseable {
    private final URLClassLoader loader;

    JarMigrations(Path jar) throws IOException {
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, StateMigration.class.getClassLoader());
    }

    /** @throws io.armstrong.api.SupervisionException when there is no such migration, or it cannot live by itself */
    StateMigration of(String className) {
        try {
            return (StateMigration) loader.loadClass(className).getConstructor().newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw Refusal.of(
                    className + " cannot be made outside its bundle: " + Refusal.sentence(e),
                    "sup:upgrade --rehearse runs it where it belongs");
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
