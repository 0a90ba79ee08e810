package io.armstrong.supervisor.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeFileTest {
    @TempDir
    Path folder;

    private List<Configured> read(String json) throws IOException {
        Path file = folder.resolve("tree.json");
        Files.writeString(file, json);
        return TreeFile.read(file);
    }

    @Test
    void readsChildrenAndSupervisorsInTheOrderOfTheFile() throws IOException {
        List<Configured> items = read("""
                { // the Configurator's own form
                  ":configurator:resource-version": 1,
                  "io.armstrong.supervisor~pool": { "strategy": "one_for_all", "intensity:Integer": 3 },
                  "io.armstrong.child~a": { "bundle": "a.b.c", "supervisor": "pool" }
                }""");
        assertThat(items).extracting(Configured::id).containsExactly("pool", "a");
        assertThat(items.get(0).attributes()).containsEntry("intensity", 3).containsEntry("id", "pool");
        assertThat(items.get(1).kind()).isEqualTo(Configured.Kind.CHILD);
    }

    @Test
    void saysWhereTheTextIsNoJson() {
        assertThatThrownBy(() -> read("{\n  \"io.armstrong.child~a\": {,}\n}"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tree.json")
                .hasMessageContaining("line 2 column");
    }

    @Test
    void refusesAnotherKeyAndAnotherShape() {
        assertThatThrownBy(() -> read("{\"io.armstrong.childs~a\": {}}"))
                .hasMessageContaining("key \"io.armstrong.childs~a\"")
                .hasMessageContaining("io.armstrong.child~ID");
        assertThatThrownBy(() -> read("{\"io.armstrong.child~a\": 5}")).hasMessageContaining("must be an object");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> TreeFile.read(folder.resolve("none.json"))).hasMessageContaining("no such file");
    }
}
