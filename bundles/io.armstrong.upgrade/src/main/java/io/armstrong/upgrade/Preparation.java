package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.MemberReport;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.spi.Lifecycle.HungCall;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.core.upgrade.UpgradePlan;
import io.armstrong.upgrade.Subject.Prepared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The steps before BEGIN. None of them changes a bundle; each throws a refusal with reason and remedy. */
record Preparation(Ground ground, Subject subject, Routes routes) {
    void verify() {
        String name = subject.symbolicName();
        RevisionRecord from = current();
        BundleDeclaration running = BundleDeclaration.of(ground.bundles().headers(subject.bundleId()));
        if (!running.version().toString().equals(from.version()))
            throw Refusal.of(
                    name + " runs " + running.version() + " but the store has " + from.version(),
                    "sup:adopt " + subject.child() + " JAR with the jar that runs");
        CheckedJar jar = CheckedJar.read(subject.asked.jar());
        BundleDeclaration next = jar.declaration();
        if (!next.symbolicName().equals(name))
            throw Refusal.of("the jar holds " + next.symbolicName() + ", not " + name, "give the jar of " + name);
        if (next.fragment()) throw Refusal.of("the jar is a fragment", "put the child into a bundle of its own");
        if (jar.sha256().equals(from.sha256()))
            throw Refusal.of("these are the bytes that run (" + from.version() + ")", "build a new version");
        if (next.version().compareTo(running.version()) < 0
                && !subject.asked.options().allowDowngrade())
            throw Refusal.of(
                    next.version() + " is older than the running " + running.version(),
                    "use sup:rollback, or --allow-downgrade");
        notBad(jar);
        notLeaking();
        onlyOne(next);
        subject.prepared(new Prepared(running, next, from, revision(jar, from), Path.of(""), jar.file()));
    }

    /** The framework refuses to update a bundle to what another one is already (fact F7): said before it is asked. */
    private void onlyOne(BundleDeclaration next) {
        long other = ground.bundles().other(next.symbolicName(), next.version(), subject.bundleId());
        if (other >= 0)
            throw Refusal.of(
                    "bundle " + other + " is " + next.symbolicName() + " " + next.version() + " already",
                    "uninstall bundle " + other + ", or give the jar another version");
    }

    /** A jar that was taken back by itself is not tried again without a word (fault row 39). */
    private void notBad(CheckedJar jar) {
        if (subject.asked.options().force() || subject.asked.kept().isPresent()) return;
        if (!new Kept(ground.store()).bad(subject.symbolicName()).contains(jar.sha256())) return;
        throw Refusal.of(
                jar.declaration().version() + " of " + subject.symbolicName()
                        + " was rolled back in its probation and is marked bad",
                "mend it and build a new jar, or --force");
    }

    /** Each further version would stay in memory as well (fault row 6). A way back to what is kept stays open. */
    private void notLeaking() {
        if (subject.asked.options().force() || subject.asked.kept().isPresent()) return;
        ground.leaks().apply(subject.child()).ifPresent(why -> {
            throw Refusal.of(why, "mend that and upgrade with --force; a restart of the runtime frees what is held");
        });
    }

    private RevisionRecord current() {
        return ground.store()
                .bundle(subject.symbolicName())
                .orElseThrow(() -> Refusal.of(
                        "the store does not have the jar of " + subject.symbolicName() + " that runs",
                        "sup:adopt " + subject.child() + " JAR with the jar that runs"))
                .current();
    }

    /** A revision that the store keeps stays the same one, with its date. */
    private RevisionRecord revision(CheckedJar jar, RevisionRecord from) {
        return ground.store().bundle(subject.symbolicName()).stream()
                .flatMap(bundle -> bundle.kept().stream())
                .filter(kept -> kept.sha256().equals(jar.sha256()))
                .findFirst()
                .orElseGet(() -> new RevisionRecord(
                        jar.declaration().version().toString(),
                        jar.sha256(),
                        from.location(),
                        ground.wall().get()));
    }

    UpgradePlan inspect() {
        List<ChildReport> children = children();
        Prepared prepared = subject.prepared();
        for (ChildReport child : children) {
            boolean declared = prepared.next().children().containsKey(child.id());
            if (!declared && prepared.running().children().containsKey(child.id()))
                throw Refusal.of(
                        prepared.next().version() + " no longer declares child " + child.id(),
                        "keep it, or sup:remove " + child.id() + " first");
        }
        complete();
        subject.crossing = children;
        boolean durable = subject.together() || children.stream().anyMatch(child -> routes.durable(child.id()));
        Ways way = Ways.of(ground, subject, children, durable);
        subject.cold = way.plan().way().equals(UpgradePlan.COLD);
        if (subject.cold) new RestingStates(ground, subject, routes).route();
        else children.forEach(child -> routes.route(child.id(), child.schema()));
        if (subject.asked.options().rehearse() && !way.plan().way().equals(UpgradePlan.TWIN))
            throw Refusal.of(
                    "there is nothing to rehearse with: " + way.why(), "sup:upgrade --plan tells what would be done");
        subject.why = way.why();
        return way.plan();
    }

    /** Everything that the new manifest asks for is there (fault row 21). */
    void complete() {
        List<String> missing = ground.bundles().missing(headers(), subject.bundleId());
        if (missing.isEmpty()) return;
        throw Refusal.of(
                subject.prepared().next().version() + " needs what nobody offers: " + String.join(", ", missing),
                "install a bundle that offers it first, or make the import optional");
    }

    private Map<String, String> headers() {
        return CheckedJar.headers(subject.prepared().newJar());
    }

    void impact() {
        long own = subject.bundleId();
        Set<Long> closure = new HashSet<>(ground.lifecycle().closure(List.of(own)));
        closure.add(own);
        for (HungCall hung : ground.lifecycle().hung()) {
            if (closure.contains(hung.bundleId()))
                throw Refusal.of(
                        "bundle " + ground.bundles().name(hung.bundleId()) + " (" + hung.bundleId() + ") hangs in "
                                + hung.operation(),
                        "a thread cannot be killed: restart the runtime, or wait until it returns");
        }
        closure.remove(own);
        subject.wiredChildren = WiredChildren.in(ground, subject, closure);
        subject.stops = Stream.concat(Stream.of(own), closure.stream().sorted())
                .filter(ground.bundles()::active)
                .map(ground.bundles()::name)
                .toList();
        subject.wired = Set.copyOf(closure);
    }

    void stage() throws IOException {
        Prepared prepared = subject.prepared();
        Path oldJar = ground.store().jar(prepared.from().sha256());
        String digest = ground.store().putJar(prepared.newJar());
        if (!digest.equals(prepared.to().sha256()))
            throw Refusal.of(prepared.newJar() + " changed while it was read", "wait until it is written whole");
        CheckedJar copy = CheckedJar.read(ground.store().jar(digest));
        subject.prepared(new Prepared(
                prepared.running(), copy.declaration(), prepared.from(), prepared.to(), oldJar, copy.file()));
    }

    /** The static children of the bundle. @throws RuntimeException a refusal when it hosts dynamic ones */
    List<ChildReport> children() {
        List<ChildReport> found = new ArrayList<>();
        for (SupervisorReport tier : ground.supervision().tree().supervisors()) collect(tier, found);
        return found;
    }

    private void collect(SupervisorReport supervisor, List<ChildReport> found) {
        for (MemberReport member : supervisor.children()) {
            if (member instanceof SupervisorReport nested) collect(nested, found);
            if (!(member instanceof ChildReport child) || child.bundle() == null) continue;
            if (child.bundle().bundleId() != subject.bundleId()) continue;
            if (supervisor.strategy() == Strategy.SIMPLE_ONE_FOR_ONE)
                throw Refusal.of(
                        supervisor.id() + " runs dynamic children of " + subject.symbolicName() + " ("
                                + supervisor.children().size() + "), whose state the direct way cannot carry",
                        "sup:stop " + child.id() + " and the others first");
            found.add(child);
        }
    }
}
