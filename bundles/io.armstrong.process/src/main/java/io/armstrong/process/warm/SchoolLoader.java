package io.armstrong.process.warm;

import io.armstrong.process.Trouble;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

/** Loads a copy of this package's classes that is its own, and everything else from where they come. */
final class SchoolLoader extends ClassLoader {
    private static final String OURS = SchoolLoader.class.getPackageName() + '.';

    /** What the JDK makes for a method that is called by reflection often looks for its own classes here; a bundle's loader has none. */
    private static final String REFLECTION = "jdk.internal.reflect.";

    private SchoolLoader() {
        super(SchoolLoader.class.getClassLoader());
    }

    /** A school of a copy of its own: each call of it is a lap. */
    @SuppressWarnings("unchecked")
    static Callable<Void> school(Trouble trouble) throws ReflectiveOperationException {
        Class<?> school = new SchoolLoader().loadClass(School.class.getName());
        return (Callable<Void>) school.getConstructor(Trouble.class).newInstance(trouble);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(REFLECTION)) return getPlatformClassLoader().loadClass(name);
        if (!name.startsWith(OURS)) return super.loadClass(name, resolve);
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String file = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(file)) {
            if (in == null) throw new FileNotFoundException(file);
            byte[] code = in.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
