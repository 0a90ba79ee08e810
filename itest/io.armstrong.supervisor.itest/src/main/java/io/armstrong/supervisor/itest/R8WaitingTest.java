package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.supervisor.itest.child.Link;
import io.armstrong.tiny.TinyBundle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceRegistration;

/** Row R8: children wait for the services and the packages they require, in whatever order they come, and start levels have no say. */
class R8WaitingTest extends Trees {
    private static final String API = "io.armstrong.api,io.armstrong.api.worker";
    private static final int CHILDREN = 5;

    /** A worker that offers a service {@code link=ID} and requires those of others. */
    private TinyBundle link(String id, String attributes, List<String> requires) throws Exception {
        StringBuilder references = new StringBuilder();
        for (String other : requires)
            references
                    .append("<reference name=\"")
                    .append(other)
                    .append("\" interface=\"java.util.function.Supplier\" target=\"(link=")
                    .append(other)
                    .append(")\"/>");
        String component = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"link\">"
                + "<implementation class=\"" + Link.class.getName() + "\"/>"
                + "<property name=\"link\" value=\"" + id + "\"/>"
                + "<service><provide interface=\"io.armstrong.api.worker.Worker\"/>"
                + "<provide interface=\"java.util.function.Supplier\"/></service>" + references + "</scr:component>";
        return TinyBundle.named(id)
                .header("Import-Package", API)
                .header("Service-Component", "OSGI-INF/link.xml")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=\"" + id + "\";worker=link;" + attributes)
                .entry("OSGI-INF/link.xml", component.getBytes(StandardCharsets.UTF_8))
                .content(Link.class)
                .content(Link.State.class);
    }

    private ServiceRegistration<?> offer(String link) {
        return context.registerService(
                Supplier.class,
                () -> "there",
                org.osgi.framework.FrameworkUtil.asDictionary(java.util.Map.of("link", link)));
    }

    private ChildReport waiting(String id) {
        return await().until(() -> supervision.status(id), child -> child.status() == ChildStatus.WAITING);
    }

    @Test
    void aChildWaitsForItsServicePastItsStartDeadlineAndCallsPark() throws Exception {
        install(link("r8-needs", "startDeadline=1000", List.of("r8-far")), "r8-needs");
        mine("r8-needs");
        await().until(() -> supervision.tree().children().stream().anyMatch(c -> c.id().equals("r8-needs")));
        assertThat(waiting("r8-needs").reason())
                .isEqualTo("it waits for a service java.util.function.Supplier (link=r8-far), its reference r8-far");
        CompletableFuture<Object> parked =
                supervision.call("r8-needs", "hello", LONG).toCompletableFuture();
        await().pollDelay(Duration.ofMillis(1500)).until(() -> status("r8-needs") == ChildStatus.WAITING);
        assertThat(parked).isNotDone();
        assertThat(supervision.why("r8-needs").next()).contains("(link=r8-far)");
        ServiceRegistration<?> far = offer("r8-far");
        ChildReport up = up("r8-needs");
        assertThat(up.incarnation()).isOne();
        assertThat(up.restarts()).isZero();
        assertThat(get(parked)).isEqualTo(1L);

        far.unregister();
        assertThat(waiting("r8-needs").incarnation()).isOne();
        await().until(() -> supervision.status("r8-needs").reason().contains("(link=r8-far)"));
        CompletableFuture<Object> again =
                supervision.call("r8-needs", "hello", LONG).toCompletableFuture();
        far = offer("r8-far");
        assertThat(get(again)).as("the state went through the wait").isEqualTo(2L);
        assertThat(up("r8-needs").incarnation()).isOne();
        far.unregister();
    }

    @Test
    void aChildWaitsForWhatItsBundleImportsPastItsStartDeadlineAndCallsPark() throws Exception {
        install(
                link("r8-imports", "startDeadline=1000", List.of()).header("Import-Package", API + ",r8.far"),
                "r8-imports");
        mine("r8-imports");
        await().until(() -> supervision.tree().children().stream().anyMatch(c -> c.id().equals("r8-imports")));
        assertThat(waiting("r8-imports").reason())
                .startsWith("it waits for its bundle to resolve: missing osgi.wiring.package ")
                .contains("(osgi.wiring.package=r8.far)");
        CompletableFuture<Object> parked =
                supervision.call("r8-imports", "hello", LONG).toCompletableFuture();
        await().pollDelay(Duration.ofMillis(1500)).until(() -> status("r8-imports") == ChildStatus.WAITING);
        assertThat(parked).isNotDone();
        assertThat(supervision.why("r8-imports").next()).contains("(osgi.wiring.package=r8.far)");
        Bundle far = install(TinyBundle.named("r8-far").header("Export-Package", "r8.far"), "r8-far");
        ChildReport up = up("r8-imports");
        assertThat(up.incarnation()).isOne();
        assertThat(up.restarts()).isZero();
        assertThat(get(parked)).isEqualTo(1L);
        far.uninstall();
    }

    @Test
    void oneThatWaitsCanBeCrashedStoppedAndStarted() throws Exception {
        install(link("r8-idle", "tier=normal", List.of("r8-never")), "r8-idle");
        mine("r8-idle");
        await().until(() -> supervision.tree().children().stream().anyMatch(c -> c.id().equals("r8-idle")));
        long before = waiting("r8-idle").incarnation();
        supervision.crash("r8-idle", "boom");
        await().until(() -> supervision.status("r8-idle").incarnation() > before);
        waiting("r8-idle");
        get(supervision.stop("r8-idle"));
        assertThat(status("r8-idle")).isEqualTo(ChildStatus.DOWN);
        ServiceRegistration<?> there = offer("r8-never");
        get(supervision.start("r8-idle"));
        up("r8-idle");
        there.unregister();
    }

    @Test
    void everyShuffledInstallOrderEndsWithEveryChildUp() throws Exception {
        int rounds = Boolean.getBoolean("armstrong.proof") ? 200 : 20;
        for (int seed = 0; seed < rounds; seed++) everyChildUp(new Random(seed), "seed " + seed);
    }

    /** Each child requires one or two that stand before it in a random order: their services, or the packages of their bundles. */
    private void everyChildUp(Random random, String seed) throws Exception {
        List<String> ids = IntStream.range(0, CHILDREN).mapToObj(i -> "r8-" + i).toList();
        List<String> rank = new ArrayList<>(ids);
        Collections.shuffle(rank, random);
        List<String> order = new ArrayList<>(ids);
        Collections.shuffle(order, random);
        List<Bundle> bundles = new ArrayList<>();
        for (String id : order) {
            List<String> before = rank.subList(0, rank.indexOf(id));
            List<String> requires = before.isEmpty()
                    ? List.of()
                    : before.subList(Math.max(0, before.size() - 1 - random.nextInt(2)), before.size());
            bundles.add(install(member(id, requires, random.nextBoolean(), "r8." + seed.replace(" ", "")), id));
        }
        for (String id : ids) assertThat(up(id).restarts()).as(seed + ", " + id).isZero();
        for (String id : rank) get(supervision.remove(id));
        for (Bundle bundle : bundles) bundle.uninstall();
        await().until(() -> supervision.tree().children().stream().noneMatch(c -> ids.contains(c.id())));
    }

    private TinyBundle member(String id, List<String> requires, boolean packages, String round) throws Exception {
        StringBuilder imports = new StringBuilder(API);
        if (packages) for (String other : requires) imports.append(',').append(named(round, other));
        return link(id, "tier=normal", packages ? List.of() : requires)
                .header("Import-Package", imports.toString())
                .header("Export-Package", named(round, id));
    }

    /** Packages of bundles that are gone may still be given out: each round has its own. */
    private static String named(String round, String id) {
        return round + "." + id.replace('-', '_');
    }
}
