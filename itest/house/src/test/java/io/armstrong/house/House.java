package io.armstrong.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where things stand in the source tree. */
final class House {
    static final Path ROOT = rootFrom(Path.of("").toAbsolutePath());

    private House() {}

    /** The folders of bundles, examples included: named as the bundle, which is named as its root package. */
    static List<Path> bundles() {
        return Stream.of(ROOT.resolve("bundles"), ROOT.resolve("bundles/examples"))
                .flatMap(folder -> list(folder).stream())
                .filter(folder -> folder.getFileName().toString().startsWith("io.armstrong."))
                .toList();
    }

    /** Its symbolic name: that of its folder, or, where a folder holds a variant of a bundle beside it, that bundle's. */
    static String symbolicName(Path bundle) {
        String folder = bundle.getFileName().toString();
        String shorter = folder.substring(0, folder.lastIndexOf('.'));
        return Files.isDirectory(bundle.resolveSibling(shorter)) ? shorter : folder;
    }

    /** Every Java source of the house, without what a build made. */
    static List<Path> sources() {
        return Stream.of("bundles", "itest", "distribution")
                .flatMap(folder -> javaBelow(ROOT.resolve(folder)).stream())
                .toList();
    }

    /** Whether it is code that tests: unit tests, and everything in a test bundle. */
    static boolean isTest(Path source) {
        String path = relative(source);
        return path.contains("/src/test/") || path.startsWith("itest/");
    }

    static String relative(Path source) {
        return ROOT.relativize(source).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> list(Path folder) {
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Never looks into what a build makes: other tests may be making it, and files would vanish on the way. */
    static List<Path> javaBelow(Path folder) {
        if (!Files.isDirectory(folder)) return List.of(); // a bundle may be made of another's classes
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                    return inner.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java")) found.add(file);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream().sorted().toList();
    }

    private static Path rootFrom(Path here) {
        if (Files.isDirectory(here.resolve("bndrun"))) return here;
        if (here.getParent() == null) throw new IllegalStateException("not below the root of the house");
        return rootFrom(here.getParent());
    }
}
