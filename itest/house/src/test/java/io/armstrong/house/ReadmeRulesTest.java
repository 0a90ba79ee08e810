package io.armstrong.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What readmes tell a user to do is what a test does. */
class ReadmeRulesTest {
    private static final Pattern COORDINATES = Pattern.compile("^([\\w.]+):([\\w.-]+):([\\w.-]+)$", Pattern.MULTILINE);

    /** The bundles that bring Felix Health Checks are those, in those versions, with which they are tested. */
    @Test
    void theBundlesOfFelixHealthChecksAreThoseOfTheTest() {
        String poms = (House.read(House.ROOT.resolve("itest/io.armstrong.health.itest/pom.xml"))
                        + House.read(House.ROOT.resolve("pom.xml")))
                .replaceAll("\\s+", "");
        Matcher listed = COORDINATES.matcher(House.read(House.ROOT.resolve("bundles/io.armstrong.health/readme.md")));
        List<String> strange = new ArrayList<>();
        int found = 0;
        while (listed.find()) {
            found++;
            String dependency = "<groupId>" + listed.group(1) + "</groupId><artifactId>" + listed.group(2)
                    + "</artifactId><version>" + listed.group(3) + "</version>";
            if (!poms.contains(dependency)) strange.add(listed.group());
        }
        Verdict.none("the readme of io.armstrong.health lists bundles that no test runs with", strange);
        assertThat(found).isEqualTo(7);
    }
}
