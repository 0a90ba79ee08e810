package io.armstrong.core.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeaderClauseTest {
    @Test
    void readsPathAttributesAndDirectives() {
        var clauses =
                HeaderClause.parse("counter;tier=normal;restart=\"permanent\", io.x ; from:Long=1;effective:=active");
        assertThat(clauses).hasSize(2);
        assertThat(clauses.get(0).path()).isEqualTo("counter");
        assertThat(clauses.get(0).attributes()).containsEntry("tier", "normal").containsEntry("restart", "permanent");
        assertThat(clauses.get(1).attributes()).containsEntry("from", "1");
        assertThat(clauses.get(1).directives()).containsEntry("effective", "active");
    }

    @Test
    void keepsSeparatorsInsideQuotes() {
        assertThat(HeaderClause.parse("a;filter=\"x;y,\\\"z\\\"=1\"").get(0).attributes())
                .containsEntry("filter", "x;y,\"z\"=1");
    }

    @Test
    void refusesWhatIsNoClause() {
        assertThatThrownBy(() -> HeaderClause.parse("tier=normal")).hasMessageContaining("begins with a name");
        assertThatThrownBy(() -> HeaderClause.parse("a;tier")).hasMessageContaining("expected key=value");
        assertThatThrownBy(() -> HeaderClause.parse("a;t=\"x")).hasMessageContaining("not closed");
        assertThatThrownBy(() -> HeaderClause.parse("a;t=1;t=2")).hasMessageContaining("twice");
    }
}
