package io.armstrong.conformance;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.SupervisorChild;
import io.armstrong.process.supervise.SupervisorProcess;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product's supervisor, nested or root: its spec is read when it starts, as OTP calls init then. */
final class GoldenSupervisor extends SupervisorChild implements GoldenChildren.GoldenChild {
    private final World world;
    private final String name;
    private final Map<String, Object> description;
    private final GoldenChildren children;
    private @Nullable SupervisorInstance instance;
    private @Nullable SupervisorSpec parsed;

    GoldenSupervisor(World world, String name, Map<String, Object> description) {
        this(world, name, description, new GoldenChildren(world));
    }

    private GoldenSupervisor(World world, String name, Map<String, Object> description, GoldenChildren children) {
        super(world.time.system(), children, new Reports(world, children));
        this.world = world;
        this.name = name;
        this.description = description;
        this.children = children;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable SupervisorInstance instance() {
        return instance;
    }

    @Override
    protected SupervisorSpec specOf(ChildSpec spec) {
        if (parsed == null) throw new IllegalStateException(name + " was not read");
        return parsed;
    }

    @Override
    public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink sink) {
        String outcome = world.scripts.next(name);
        if (outcome.equals(Scripts.IGNORE)) {
            world.trace.startIgnored(name);
            sink.ignored();
        } else if (!outcome.equals(Scripts.OK)) {
            world.trace.startFailed(name, Scripts.reason(outcome));
            sink.startFailed(ExitReason.parse(Scripts.reason(outcome)));
        } else {
            begin(spec, number, argument, sink);
        }
    }

    private void begin(ChildSpec spec, long number, @Nullable Object argument, ChildSink sink) {
        SupervisorInstance now = new SupervisorInstance(children, name, world.trace.started(name));
        instance = now;
        children.describe(Json.maps(description, "children"));
        try {
            parsed = GoldenSpecs.supervisor(name, description);
        } catch (GoldenSpecs.Refused refused) {
            ExitReason reason = ExitReason.Crashed.explicit(refused.startReason);
            now.ended(world, reason);
            sink.startFailed(reason);
            return;
        }
        super.start(spec, number, argument, new Seen(world, now, sink));
        SupervisorProcess process = process();
        if (process == null) throw new IllegalStateException(name + " made no process");
        now.runs(process);
        world.began(now);
    }

    /** Writes its end down before the parent hears of it. */
    private record Seen(World world, SupervisorInstance instance, ChildSink sink) implements ChildSink {
        @Override
        public void started() {
            sink.started();
        }

        @Override
        public void ignored() {
            sink.ignored();
        }

        @Override
        public void startFailed(ExitReason reason) {
            instance.ended(world, reason);
            sink.startFailed(reason);
        }

        @Override
        public void stopped(ExitReason reason) {
            instance.ended(world, reason);
            sink.stopped(reason);
        }

        @Override
        public void exited(ExitReason reason) {
            instance.ended(world, reason);
            sink.exited(reason);
        }

        @Override
        public void hung(ExitReason reason) {
            instance.ended(world, reason);
            sink.hung(reason);
        }
    }
}
