package io.armstrong.gogo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.RestartDepth;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;
import io.armstrong.api.Tier;
import io.armstrong.gogo.SampleServices;
import io.armstrong.gogo.TestShell;
import io.armstrong.gogo.TestShell.Said;
import java.time.Duration;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpecOptionsTest {
    private final SampleServices services = new SampleServices();

    private Said add(String rest) throws Exception {
        try (TestShell shell = new TestShell(services)) {
            return shell.run("sup:add " + rest);
        }
    }

    @Test
    void absentOptionsAreTheDefaultsOfTheTier() throws Exception {
        add("mine --bundle a.b --tier peripheral");
        assertThat(services.added)
                .isEqualTo(ChildSpec.of("mine")
                        .withTier(Tier.PERIPHERAL)
                        .withRestart(RestartType.TRANSIENT)
                        .withSource(new ChildSource.InBundle("a.b", "")));
    }

    @Test
    void everyAttributeArrives() throws Exception {
        Said said = add("mine --bundle a.b --worker a.b.W --tier critical --supervisor critical --restart temporary"
                + " --shutdown infinity depth=classes significant=true startDeadline=1 handlerDeadline=2 mailbox=3"
                + " order=4");
        assertThat(said.failure()).isEmpty();
        assertThat(services.added)
                .isEqualTo(ChildSpec.of("mine")
                        .withTier(Tier.CRITICAL)
                        .withSupervisor("critical")
                        .withRestart(RestartType.TEMPORARY)
                        .withShutdown(new Shutdown.Infinity())
                        .withDepth(RestartDepth.CLASSES)
                        .withSignificant(true)
                        .withStartDeadline(Duration.ofMillis(1))
                        .withHandlerDeadline(Duration.ofMillis(2))
                        .withMailboxBound(3)
                        .withOrder(4)
                        .withSource(new ChildSource.InBundle("a.b", "a.b.W")));
    }

    @Test
    void tierOfANamedSupervisorIsTaken() throws Exception {
        add("mine --bundle a.b --supervisor peripheral");
        assertThat(services.added.tier()).isEqualTo(Tier.PERIPHERAL);
    }

    @Test
    void instanceOfADynamicSupervisor() throws Exception {
        assertThat(add("contracts c-7 buyer=ann price=12").exit()).isZero();
        assertThat(add("contracts price=12").exit()).isZero();
        assertThat(add("contracts").exit()).isZero();
        assertThat(services.orders)
                .containsExactly(
                        "startDynamic contracts c-7 {buyer=ann, price=12}",
                        "startDynamic contracts  {price=12}",
                        "startDynamic contracts  {}");
    }

    @Test
    void manyInstancesByOneOrder() throws Exception {
        Said said = add("contracts --count 3 price=12");
        assertThat(said.exit()).isZero();
        assertThat(said.out()).isEqualTo("3 added to contracts: contracts-1 to contracts-3\n");
        assertThat(services.orders).containsExactly("startDynamic contracts [{price=12}, {price=12}, {price=12}]");
    }

    @Test
    void thoseOfThemThatFailedAreTold() throws Exception {
        services.startsFail = IntStream.rangeClosed(2, 13)
                .boxed()
                .collect(Collectors.toMap(
                        i -> "contracts-" + i, i -> "cannot start contracts-" + i + ": no", (a, b) -> a, TreeMap::new));
        Said said = add("contracts --count 13");
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out())
                .startsWith("1 of 13 (contracts-1 to contracts-13) added to contracts, 12 failed:\n  cannot start")
                .endsWith("\n  and 2 more, see --json\n");
    }

    @Test
    void whatMakesNoSenseIsUsage() throws Exception {
        refused("mine", "needs --bundle");
        refused("contracts c-7 ann", "'ann' is no KEY=VALUE");
        refused("contracts --count 0", "--count is '0': must be 1 to 1000000");
        refused("contracts --count 1000001", "must be 1 to 1000000");
        refused("contracts --count many", "--count is 'many'");
        refused("contracts c-7 --count 2", "'c-7' is no KEY=VALUE");
        refused("nobody --count 2", "there is no supervisor nobody");
        refused("mine --count 2 --bundle a.b", "--count is for instances");
        refused("mine more --bundle a.b", "'more' is no KEY=VALUE");
        refused("mi/ne --bundle a.b", "id=mi/ne");
        refused("mine --bundle a.b mailbox=0", "mailbox=0");
        refused("mine --bundle a.b --shutdown soon", "shutdown=soon: must be milliseconds, brutal_kill or infinity");
        refused("mine --bundle a.b startDeadline=0", "startDeadline=0");
        refused("mine --bundle a.b malibox=7", "did you mean mailbox?");
        refused("mine --bundle a.b --tier normal tier=critical", "tier is given twice");
    }

    private void refused(String line, String message) throws Exception {
        Said said = add(line);
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.failure()).contains(message, "try: sup:add --help");
    }
}
