package io.armstrong.house;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the text of the house may say. This file names what it forbids in pieces, so as not to find itself. */
class SourceRulesTest {
    private static final Set<String> TOP_LEVEL =
            Set.of("pom.xml", "bundles", "bndrun", "distribution", "itest", "README.md", "LICENSE");
    /** Made by running the README's commands in the folder, and ignored by git. */
    private static final Set<String> MADE = Set.of("armstrong-home", "target");

    @Test
    void noTestSleeps() {
        forbid(
                "design D13: tests never sleep: they wait on a condition with a deadline, or use virtual time",
                "(Thread|TimeUnit\\.[A-Z]+|[A-Z]+SECONDS)\\.sl" + "eep\\(",
                House::isTest);
    }

    @Test
    void nothingIsCaughtToBeIgnored() {
        forbid(
                "style: nothing is caught to be ignored; report it, or say in a comment why it is an answer",
                "catch \\([^)]*\\) \\{\\s*\\}",
                source -> true);
    }

    @Test
    void nothingIsLeftOver() {
        forbid("style: finish it or leave it out", "\\b(TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b", source -> true);
    }

    @Test
    void onlyLauncherAndShellTalkToTheStandardStreams() {
        forbid(
                "section 3: the journal tells what happened; launcher and shell print",
                "System\\.(out|err)\\b",
                source -> House.relative(source).startsWith("bundles/")
                        && !House.isTest(source)
                        && !House.relative(source).contains("/io.armstrong.launcher/")
                        && !House.relative(source).contains("/io.armstrong.gogo/"));
    }

    @Test
    void namesSayWhatAClassKnows() {
        List<String> vague = House.sources().stream()
                .map(House::relative)
                .filter(path -> path.matches(".*(Manager|Helper|Utils?)\\.java") || path.contains("/util/"))
                .toList();
        Verdict.none("style: no Manager, Helper, Util: ask what it knows or decides, and call it that", vague);
    }

    @Test
    void folderAndRootPackageAreOne() {
        List<String> strays = House.bundles().stream()
                .flatMap(bundle -> House.javaBelow(bundle.resolve("src")).stream()
                        .filter(source -> !House.relative(source).contains(rootPackage(bundle))))
                .map(House::relative)
                .toList();
        Verdict.none("design section 3: folder = Bundle-SymbolicName = root package", strays);
    }

    @Test
    void everyPackageIsDescribedAndNullMarked() {
        List<String> bare = House.bundles().stream()
                .filter(bundle -> Files.isDirectory(bundle.resolve("src/main/java")))
                .flatMap(bundle -> House.javaBelow(bundle.resolve("src/main/java")).stream())
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !described(folder.resolve("package-info.java")))
                .map(House::relative)
                .toList();
        Verdict.none("style: each package has a paragraph and @NullMarked in package-info.java", bare);
    }

    @Test
    void everyBundleHasAReadme() {
        List<String> silent = House.bundles().stream()
                .filter(bundle -> !Files.isRegularFile(bundle.resolve("readme.md")))
                .map(House::relative)
                .toList();
        Verdict.none("style: each bundle has a readme.md: promise, one flow, limits, smallest example", silent);
    }

    @Test
    void theTopLevelIsTidy() {
        List<String> more = House.list(House.ROOT).stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> !name.startsWith(".") && !TOP_LEVEL.contains(name) && !MADE.contains(name))
                .toList();
        Verdict.none("the top level holds " + TOP_LEVEL + " and dot files", more);
    }

    private static boolean described(Path packageInfo) {
        if (!Files.isRegularFile(packageInfo)) return false;
        String text = House.read(packageInfo);
        return text.startsWith("/**") && text.contains("@NullMarked");
    }

    private static String rootPackage(Path bundle) {
        return "/java/" + House.symbolicName(bundle).replace('.', '/') + "/";
    }

    private static void forbid(String law, String words, Predicate<Path> where) {
        Pattern pattern = Pattern.compile(words);
        List<String> found = House.sources().stream()
                .filter(where)
                .flatMap(source -> occurrences(source, pattern))
                .toList();
        Verdict.none(law, found);
    }

    private static Stream<String> occurrences(Path source, Pattern pattern) {
        String text = House.read(source);
        return pattern.matcher(text)
                .results()
                .map(hit -> House.relative(source) + ":"
                        + text.substring(0, hit.start()).lines().count() + " "
                        + hit.group().replaceAll("\\s+", " "));
    }
}
