package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.StartsReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisorReport;
import io.armstrong.supervisor.itest.child.Lingering;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Row S5: a thousand dynamic children of one bundle, and one too many. */
class S5DynamicChildrenTest extends Trees {
    @Test
    void theThousandAndFirstIsRefused() throws Exception {
        echo("s5", "dynamic=true;maxChildren=1000");
        await().until(() -> supervisorIds().contains("s5"));
        List<CompletionStage<?>> starts = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) starts.add(supervision.startDynamic("s5", "s5-" + i, Map.of("n", i)));
        for (CompletionStage<?> start : starts) get(start);
        assertThat(instances()).isEqualTo(1000);
        assertThat(get(supervision.callWords("s5-700", List.of("hello"), LONG))).isEqualTo(1L);

        assertThatThrownBy(() -> get(supervision.startDynamic("s5", "s5-1001", Map.of())))
                .isInstanceOfSatisfying(SupervisionException.class, told -> {
                    assertThat(told.code()).isEqualTo(SupervisionException.Code.REFUSED);
                    assertThat(told).hasMessageContaining("maxChildren");
                });
        assertThat(instances()).isEqualTo(1000);
        get(supervision.remove("s5-1"));
        get(supervision.startDynamic("s5", "s5-1001", Map.of()));
    }

    @Test
    void manyAreStartedByOneOrderAndEachThatIsOneTooManyIsTold() throws Exception {
        echo("many", "dynamic=true;maxChildren=1000");
        await().until(() -> supervisorIds().contains("many"));
        StartsReport report = get(supervision.startDynamic("many", Collections.nCopies(1003, Map.of())));
        assertThat(report.ids()).hasSize(1003);
        assertThat(report.started()).isEqualTo(1000);
        assertThat(report.failed().keySet())
                .containsExactlyElementsOf(report.ids().subList(1000, 1003));
        assertThat(report.failed().values()).allSatisfy(why -> assertThat(why).contains("maxChildren"));
        String last = report.ids().get(999);
        assertThat(get(supervision.callWords(last, List.of("hello"), LONG))).isEqualTo(1L);
        assertThat(supervision.status(last).status()).isEqualTo(ChildStatus.UP);
    }

    @Test
    void thoseThatASupervisorHadNotComeToWhenItEndedAreTold() throws Exception {
        install(worker("cut", Lingering.class, "dynamic=true;shutdown=200"), "cut");
        await().until(() -> supervisorIds().contains("cut"));
        CompletionStage<StartsReport> starts =
                supervision.startDynamic("cut", Collections.nCopies(3, Map.of("lingers", true)));
        get(supervision.restart("cut"));
        StartsReport report = get(starts);
        assertThat(report.started()).isZero();
        assertThat(report.failed().get(report.ids().get(2))).contains("its supervisor ended meanwhile");
        assertThat(get(supervision.startDynamic("cut", Collections.nCopies(3, Map.of())))
                        .failed())
                .isEmpty();
    }

    @Test
    void anIdThatIsMadeIsRefusedToo() throws Exception {
        echo("made", "dynamic=true");
        echo("maker", "dynamic=true");
        await().until(() -> supervisorIds().containsAll(List.of("made", "maker")));
        String made = get(supervision.startDynamic("made", "", Map.of())).id();
        int next = Integer.parseInt(made.substring(made.indexOf('-') + 1)) + 2;
        get(supervision.startDynamic("maker", "made-" + next, Map.of()));
        StartsReport report = get(supervision.startDynamic("made", Collections.nCopies(3, Map.of())));
        assertThat(report.failed()).containsOnlyKeys("made-" + next);
        assertThat(report.failed().get("made-" + next)).contains("another child has that name");
        assertThat(report.started()).isEqualTo(2);
    }

    @Test
    void manyThatMakeNoSenseAreRefusedAndNoneIsStarted() throws Exception {
        echo("none", "dynamic=true");
        await().until(() -> supervisorIds().contains("none"));
        assertThat(get(supervision.startDynamic("none", List.of()))).isEqualTo(new StartsReport(List.of(), Map.of()));
        for (Map.Entry<List<?>, String> why : Map.<List<?>, String>of(
                        List.of(Map.of(), new Thread()),
                        "number 2 of 2 children of none",
                        Collections.nCopies(Supervision.MOST_STARTS + 1, Map.of()),
                        "at most 1000000 at once")
                .entrySet())
            assertThatThrownBy(() -> get(supervision.startDynamic("none", why.getKey())))
                    .hasMessageContaining(why.getValue());
        assertThatThrownBy(() -> get(supervision.startDynamic("normal", List.of(Map.of()))))
                .hasMessageContaining("it has no dynamic children");
        assertThatThrownBy(() -> supervision.startDynamic("nune", List.of(Map.of())))
                .hasMessage("cannot start 1 children of nune: there is no such child");
        assertThat(supervision.tree().children()).noneMatch(child -> child.id().startsWith("none-"));
    }

    /** With a name of its own and with a number: only its supervisor knows either, and everything that names it works. */
    @Test
    void eachIsFoundByItsIdWhileItIsThere() throws Exception {
        echo("found", "dynamic=true");
        await().until(() -> supervisorIds().contains("found"));
        ChildReport numbered = get(supervision.startDynamic("found", "", Map.of()));
        for (String id : List.of("ann", numbered.id())) {
            if (id.equals("ann")) get(supervision.startDynamic("found", id, Map.of()));
            assertThat(get(supervision.callWords(id, List.of("hello"), LONG))).isEqualTo(1L);
            supervision.castWords(id, List.of("boom"));
            assertThat(upAfter(id, 1).version()).isEqualTo(numbered.version());
            assertThat(supervision.why(id).messages().toString()).contains("hello", "boom");
            assertThat(get(supervision.callWords(id, List.of("hello"), LONG))).isEqualTo(1L);

            get(supervision.remove(id));
            assertThatThrownBy(() -> supervision.status(id))
                    .isInstanceOfSatisfying(SupervisionException.class, told -> assertThat(told.code())
                            .isEqualTo(SupervisionException.Code.NOT_FOUND));
        }
    }

    @Test
    void anIdThatAnyOtherChildHasIsRefused() throws Exception {
        echo("names", "dynamic=true");
        echo("others", "dynamic=true");
        await().until(() -> supervisorIds().containsAll(List.of("names", "others")));
        get(supervision.startDynamic("others", "taken", Map.of()));
        get(supervision.startDynamic("names", "own", Map.of()));
        for (Map.Entry<String, String> why : Map.of(
                        "taken",
                        "another child has that name",
                        "own",
                        "a child of that name is running",
                        "others",
                        "another child has that name")
                .entrySet())
            assertThatThrownBy(() -> get(supervision.startDynamic("names", why.getKey(), Map.of())))
                    .hasMessageContaining(why.getValue());
    }

    /** On the thread of whoever orders it, once the worker is known and while its supervisor has nothing else to do. */
    @Test
    void oneThatIsDeclaredInlineIsUpWhenItsOrderIsGiven() throws Exception {
        echo("lent", "dynamic=true;inline=true");
        await().until(() -> supervisorIds().contains("lent"));
        get(supervision.startDynamic("lent", "", Map.of()));
        await().until(() -> {
            CompletableFuture<ChildReport> start =
                    supervision.startDynamic("lent", "", Map.of()).toCompletableFuture();
            boolean atOnce = start.isDone();
            assertThat(get(start).status()).isEqualTo(ChildStatus.UP);
            assertThat(get(supervision.callWords(get(start).id(), List.of("hello"), LONG)))
                    .isEqualTo(1L);
            return atOnce;
        });
        assertThatThrownBy(() -> get(supervision.startDynamic("lent", "lent", Map.of())))
                .hasMessageContaining("another child has that name");
    }

    /** On a small stack: who starts the next one when he has the report of the last does not pile them up. */
    @Test
    void aLoopThroughReportsDoesNotGrowTheStack() throws Exception {
        echo("looped", "dynamic=true;inline=true");
        await().until(() -> supervisorIds().contains("looped"));
        get(supervision.startDynamic("looped", "", Map.of()));
        CompletableFuture<ChildReport> last = new CompletableFuture<>();
        new Thread(null, () -> startAfterEachOther(5000, last), "small", 512 * 1024).start();
        assertThat(get(last).status()).isEqualTo(ChildStatus.UP);
    }

    private void startAfterEachOther(int left, CompletableFuture<ChildReport> last) {
        supervision.startDynamic("looped", "", Map.of()).whenComplete((report, failure) -> {
            if (failure != null) last.completeExceptionally(failure);
            else if (left == 1) last.complete(report);
            else startAfterEachOther(left - 1, last);
        });
    }

    private long instances() {
        return supervision.tree().supervisors().get(2).children().stream()
                .filter(member -> member.id().equals("s5"))
                .map(SupervisorReport.class::cast)
                .mapToLong(report -> report.children().size())
                .sum();
    }
}
