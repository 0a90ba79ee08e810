package io.armstrong.gogo.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.gogo.Sample;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final Screen COLOURED = new Screen(true, true, false, 60, Sample.NOW, ZoneOffset.UTC);

    @Test
    void foreignTextSteersNothing() {
        assertThat(Foreign.line(Sample.HOSTILE)).isEqualTo("boom red second line");
        assertThat(Foreign.line("\u001b]0;title\u0007x\u009b1my")).isEqualTo("]0;title x 1my");
    }

    @Test
    void spansHaveTwoUnits() {
        assertThat(List.of(
                        Span.text(0),
                        Span.text(59_999),
                        Span.text(245_000),
                        Span.text(11_520_000),
                        Span.text(183_600_000)))
                .containsExactly("0s", "59s", "4m05s", "3h12m", "2d03h");
        assertThat(List.of(Span.fine(0.84), Span.fine(3.14), Span.fine(1204)))
                .containsExactly("840 us", "3.1 ms", "1.2 s");
    }

    @Test
    void treeFitsEightyColumns() {
        String plain = new TreeView(Sample.tree(), 0).text(Screen.plain(Sample.NOW, ZoneOffset.UTC));
        assertThat(plain.lines()).allMatch(line -> line.length() <= Screen.WIDTH);
        assertThat(plain).isEqualTo(plain.replaceAll("[^\\x20-\\x7e\\n]", ""));
    }

    @Test
    void aTerminalGetsLinesColourAndNothingBeyondItsEdge() {
        String text = new TreeView(Sample.tree(), 0).text(COLOURED);
        assertThat(text)
                .contains("\u251c\u2500 ", "\u2514\u2500 ", "\u2502  \u251c\u2500 ", "\u001b[31mISOLATED\u001b[0m");
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", "").lines().skip(1)).allMatch(line -> line.length() <= 60);
    }

    @Test
    void colourIsNeverTheOnlySign() {
        Screen grey = new Screen(true, false, false, 60, Sample.NOW, ZoneOffset.UTC);
        String text = new TreeView(Sample.tree(), 0).text(COLOURED);
        assertThat(text.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(new TreeView(Sample.tree(), 0).text(grey));
    }
}
