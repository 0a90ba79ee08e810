package io.armstrong.gogo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.gogo.command.Positional.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final Usage USAGE = Usage.of("try", "tries", "sup:try it")
            .takes(Positional.one("ID", Kind.CHILD, "a child"), Positional.rest("WORD", false, "words"))
            .with(
                    Option.of("limit", "N", "lines"),
                    Option.oneOf("tier", "TIER", List.of("normal", "critical")),
                    Option.flag("yes", "do"));

    private static Arguments parse(String... words) {
        return Arguments.parse(USAGE, List.of(words));
    }

    @Test
    void optionsStandAnywhere() {
        Arguments args = parse("--yes", "counter", "--limit", "7", "add", "--tier=critical", "5");
        assertThat(args.word(0)).isEqualTo("counter");
        assertThat(args.from(1)).containsExactly("add", "5");
        assertThat(args.number("limit", 50)).isEqualTo(7);
        assertThat(args.option("tier")).contains("critical");
        assertThat(args.has("yes")).isTrue();
    }

    @Test
    void twoDashesEndTheOptions() {
        assertThat(parse("counter", "--", "--limit", "--").from(1)).containsExactly("--limit", "--");
    }

    @Test
    void aNegativeNumberIsAWord() {
        assertThat(parse("counter", "add", "-5").from(1)).containsExactly("add", "-5");
    }

    @Test
    void helpNeedsNoWords() {
        assertThat(parse("--help").has("help")).isTrue();
    }

    @Test
    void eachMistakeIsNamed() {
        mistake("needs ID");
        mistake("no option --limt", "counter", "--limt", "3");
        mistake("--limit needs a value", "counter", "--limit");
        mistake("--yes takes no value", "counter", "--yes=1");
        mistake("--tier is 'nrmal': must be one of normal, critical", "counter", "--tier", "nrmal");
        assertThatThrownBy(() -> parse("counter", "--limit", "-1").number("limit", 1))
                .hasMessageContaining("--limit is '-1': must be a whole number, 0 or more");
    }

    private static void mistake(String message, String... words) {
        assertThatThrownBy(() -> parse(words)).isInstanceOfSatisfying(SupervisionException.class, e -> {
            assertThat(e.code()).isEqualTo(Code.USAGE);
            assertThat(e.getMessage()).contains(message);
            assertThat(e.remedy()).contains("sup:try");
        });
    }

    @Test
    void nearestIsTheFewestLettersAway() {
        List<String> known = List.of("tree", "tiers", "status", "start", "stop");
        assertThat(Nearest.of("tre", known)).contains("tree");
        assertThat(Nearest.of("sttus", known)).contains("status");
        assertThat(Nearest.of("completely-else", known)).isEmpty();
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
    }
}
