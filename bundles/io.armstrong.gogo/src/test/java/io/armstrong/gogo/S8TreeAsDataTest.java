package io.armstrong.gogo;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Tier;
import io.armstrong.gogo.view.Json;
import io.armstrong.gogo.view.TreeView;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feature S8: the tree as data. */
class S8TreeAsDataTest {
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(getClass().getResourceAsStream("/schema/tree-1.schema.json"));

    @Test
    void jsonValidatesAgainstTheCommittedSchema() throws Exception {
        assertThat(problems(tree("--json"))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyStatusIsInTheSchema(ChildStatus status) {
        var child = Sample.child("one", Tier.NORMAL, "normal", status, 0, "");
        assertThat(problems(Json.line(new TreeView(Sample.treeOf(child), 0).json())))
                .isEmpty();
    }

    @Test
    void schemaSeesAMissingFieldAndAnUnknownWord() throws Exception {
        String json = tree("--json");
        assertThat(problems(json.replace("\"incarnation\"", "\"incarnations\"")))
                .isNotEmpty();
        assertThat(problems(json.replace("\"isolated\"", "\"quarantined\""))).isNotEmpty();
        assertThat(problems(json.replace("\"seq\"", "\"sequence\""))).isNotEmpty();
    }

    /** One node a member, one edge into each of them, quotes and braces closed: what Graphviz needs. */
    @Test
    void dotIsAGraphOfEveryMember() throws Exception {
        String dot = tree("--dot");
        assertThat(dot).startsWith("digraph armstrong {\n").endsWith("}\n");
        String name = "\"(?:[^\"\\\\]|\\\\.)*\"";
        Pattern line = Pattern.compile("  (rankdir=LR|node \\[shape=box]|" + name + " -> " + name + "|" + name
                + " \\[label=" + name + "(, shape=ellipse)?]);");
        assertThat(dot.lines().filter(l -> l.startsWith("  ")))
                .allMatch(l -> line.matcher(l).matches());
        long members = 4 + 1 + 8;
        assertThat(dot.lines().filter(l -> l.contains("->"))).hasSize((int) members);
        assertThat(dot.lines().filter(l -> l.contains("label="))).hasSize((int) members + 1);
    }

    private List<String> problems(String json) {
        return schema.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    private static String tree(String option) throws Exception {
        try (TestShell shell = new TestShell(new SampleServices())) {
            return shell.run("sup:tree " + option).out();
        }
    }
}
