package io.armstrong.gogo.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Row O1 on a real framework: each command does what it says to a real child, and says so in both forms. */
class O1CommandsTest extends Shell {
    private String ok(String line) throws Exception {
        Said said = run(line);
        assertThat(said.exit()).as(line + ": " + said.failure() + said.out()).isZero();
        return said.out();
    }

    @Test
    void everyCommandIsThereAndHelps() throws Exception {
        assertThat(commands())
                .contains(
                        ("tree tiers status health children start stop restart isolate restore add remove call cast state lint upgrade"
                                        + " rollout rollback versions history events why crash adopt help")
                                .split(" "));
        for (String name : commands()) {
            if (name.startsWith("_") || name.equals("default")) continue;
            assertThat(ok("sup:" + name + " --help")).contains("usage: sup:" + name, "example: ");
            assertThat(ok("sup:" + name + " --help --json")).startsWith("{\"format\":1,\"name\":\"sup:" + name + "\"");
        }
    }

    @Test
    void treeHasFourTiersAndTheChild() throws Exception {
        assertThat(ok("sup:tree").lines().map(line -> line.strip().split(" +")[0]))
                .contains("armstrong", "error-kernel", "critical", "normal", "peripheral");
        assertThat(ok("sup:tree")).containsPattern("\\+- counter +1\\.0\\.0 +UP +up ");
        assertThat(ok("sup:tree --json")).startsWith("{\"format\":1,\"seq\":").contains("\"id\":\"counter\"");
        assertThat(ok("sup:tree --dot")).contains("\"normal\" -> \"counter\";");
        assertThat(ok("sup:tiers").lines()).hasSize(5);
        assertThat(ok("sup:children normal")).contains("counter");
        Path file = folder.resolve("tree.txt");
        assertThat(ok("sup:tree > " + file)).isEmpty();
        assertThat(file).content().contains("counter");
    }

    @Test
    void statusIsOneScreen() throws Exception {
        assertThat(ok("sup:status counter"))
                .contains(
                        "counter  UP since ",
                        "io.armstrong.examples.counter 1.0.0",
                        "incarnation  1",
                        "counter started")
                .satisfies(text -> assertThat(text.lines()).hasSizeLessThanOrEqualTo(24));
        assertThat(ok("sup:status counter --json")).containsPattern("\"sha256\":\"[0-9a-f]{64}\"");
        assertThat(ok("sup:status")).contains("counter");
        assertThat(ok("sup:status normal")).contains("one_for_one");
    }

    @Test
    void messagesAndState() throws Exception {
        assertThat(ok("sup:call counter add 5")).isEqualTo("5\n");
        assertThat(ok("sup:cast counter add 2")).contains("counter told: add 2");
        await().atMost(LONG).until(() -> ok("sup:call counter get --json").equals("7\n"));
        assertThat(ok("sup:state counter --json"))
                .contains("\"id\":\"counter\",\"schema\":1,\"version\":\"1.0.0\",\"state\":{\"count\":7}");
    }

    @Test
    void ordersToAChild() throws Exception {
        assertThat(ok("sup:stop counter")).contains("counter stopped: DOWN");
        assertThat(ok("sup:start counter")).contains("counter started: UP");
        assertThat(ok("sup:restart counter")).contains("counter restarted: UP");
        assertThat(ok("sup:isolate counter")).contains("counter isolated: ISOLATED");
        assertThat(ok("sup:tree")).contains("DEGRADED");
        assertThat(ok("sup:restore counter")).contains("counter restored: UP");
        assertThat(ok("sup:remove counter --json")).contains("\"id\":\"counter\"", "\"done\":\"removed\"");
        assertThat(run("sup:status counter").exit()).isEqualTo(3);
        assertThat(ok("sup:add counter --bundle io.armstrong.examples.counter"
                        + " --worker io.armstrong.examples.counter.Counter --tier peripheral --restart permanent"))
                .contains("counter added: UP");
        assertThat(ok("sup:children peripheral")).contains("counter");
    }

    @Test
    void aCrashIsExplained() throws Exception {
        assertThat(ok("sup:crash counter boom")).contains("counter crashed: boom");
        await().atMost(LONG).until(() -> supervision.status("counter").restarts() == 1);
        up("counter");
        assertThat(ok("sup:why counter")).contains("counter is UP", "boom (explicit)", "one_for_one", "1 of 10/60s");
        assertThat(ok("sup:why counter --json")).contains("\"reason\":\"boom\"", "\"kind\":\"explicit\"");
        assertThat(ok("sup:events --child counter --limit 3")).contains("counter exited, incarnation 1: boom");
    }

    @Test
    void anUpgradeAndTheWayBack() throws Exception {
        ok("sup:call counter add 3");
        assertThat(ok("sup:upgrade counter " + jar(2))).contains("counter 1.0.0 -> 2.0.0 committed, pause ");
        assertThat(ok("sup:state counter --json")).contains("\"schema\":2,\"version\":\"2.0.0\"", "\"count\":3");
        assertThat(ok("sup:versions counter"))
                .containsPattern("2\\.0\\.0 .*running")
                .contains("1.0.0");
        assertThat(ok("sup:rollback counter --json"))
                .contains("\"outcome\":\"committed\",\"from\":\"2.0.0\",\"to\":\"1.0.0\"");
        assertThat(ok("sup:history counter --json")).contains("\"to\":\"2.0.0\"", "\"to\":\"1.0.0\"");
        assertThat(ok("sup:call counter get")).isEqualTo("3\n");
    }

    @Test
    void whatCannotBeDoneIsSaidWithACode() throws Exception {
        Said unknown = run("sup:status countr");
        assertThat(unknown.exit()).isEqualTo(3);
        assertThat(unknown.failure()).contains("countr", "try: ", "counter").doesNotContain("Exception");
        assertThat(run("sup:status countr --json").out())
                .startsWith("{\"format\":1,\"error\":{\"code\":\"not_found\"")
                .contains("\"try\":");
        assertThat(run("sup:tree --jsn").exit()).isEqualTo(2);
        assertThat(run("sup:start").exit()).isEqualTo(2);
        assertThat(run("sup:upgrade counter missing.jar").exit()).isEqualTo(3);
        assertThat(run("sup:upgrade counter " + jar(1)).exit()).isEqualTo(4);
        Said single = run("sup:rollout counter " + jar(2));
        assertThat(single.exit()).isEqualTo(4);
        assertThat(single.failure()).contains("counter is a single stateful child", "--rehearse");
        assertThat(ok("sup:rollout status")).contains("no rollout yet");
        assertThat(run("sup:rollout status counter --watch").exit()).isEqualTo(3);
        assertThat(run("sup:start counter").exit()).isEqualTo(4);
        assertThat(run("sup:trree").failure()).contains("try: sup:tree");
    }

    @Test
    void otherUnknownCommandsGetGogosOwnAnswer() throws Exception {
        Said said = run("other:thing");
        assertThat(said.exit()).isEqualTo(NOT_OURS);
        assertThat(said.failure()).contains("CommandNotFoundException", "other:thing");
    }
}
