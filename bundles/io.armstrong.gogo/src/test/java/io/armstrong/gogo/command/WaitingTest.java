package io.armstrong.gogo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.gogo.Sample;
import io.armstrong.gogo.view.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
    private final Lines console = new Lines();

    private Waiting waiting(Duration limit) {
        return new Waiting(console, "start of counter", limit, () -> "init");
    }

    @Test
    void whatIsDoneAtOnceIsSilent() throws Exception {
        assertThat(waiting(Duration.ofSeconds(9)).on(CompletableFuture.completedFuture("done")))
                .isEqualTo("done");
        assertThat(console.lines).containsOnly("");
    }

    @Test
    void aPersonIsToldAfterAMomentAndTheLineGoesAgain() {
        assertThatThrownBy(() -> waiting(Duration.ofMillis(400)).on(new CompletableFuture<>()))
                .isInstanceOfSatisfying(
                        SupervisionException.class, e -> assertThat(e.code()).isEqualTo(Code.TIMEOUT))
                .hasMessageContaining("start of counter: not done within 400 ms");
        assertThat(console.lines).first().asString().startsWith("start of counter ... init, 0 s of 0 s");
        assertThat(console.lines).last().isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource({"timeout, TIMEOUT", "noproc, NOT_FOUND", "full, REFUSED", "boom, FAILED"})
    void aCallThatFailedHasACode(String reason, Code code) {
        var failed = CompletableFuture.failedFuture(new CallFailed("counter", reason));
        assertThatThrownBy(() -> waiting(Duration.ofSeconds(9)).on(failed))
                .isInstanceOfSatisfying(
                        SupervisionException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void ourOwnFailureStaysWhatItIs() {
        SupervisionException no = new SupervisionException(Code.REFUSED, "no", "");
        assertThatThrownBy(() -> waiting(Duration.ofSeconds(9)).on(CompletableFuture.failedFuture(no)))
                .isSameAs(no);
    }

    private static final class Lines implements Console {
        final List<String> lines = new ArrayList<>();

        @Override
        public Screen screen() {
            return Screen.plain(Sample.NOW, ZoneOffset.UTC);
        }

        @Override
        public Path path(String word) {
            return Path.of(word);
        }

        @Override
        public boolean interactive() {
            return false;
        }

        @Override
        public String ask(String question) {
            return "";
        }

        @Override
        public void progress(String line) {
            lines.add(line);
        }
    }
}
