package io.armstrong.examples.pqchain.registry;

import io.armstrong.api.Tier;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.examples.pqchain.api.Refused;
import io.armstrong.examples.pqchain.api.RegistryCall.Entry;
import io.armstrong.examples.pqchain.api.RegistryCall.Lookup;
import io.armstrong.examples.pqchain.api.RegistryCall.Names;
import io.armstrong.examples.pqchain.api.RegistryCall.Register;
import io.armstrong.examples.pqchain.api.RegistryCall.Unregister;
import io.armstrong.examples.pqchain.registry.Directory.Binding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.component.annotations.Component;

/**
 * Binds the chain's names to children.
 *
 * <p>A binding outlives restarts of both sides; a lookup says whether the child is there now, so a name never hides that
 * nobody is behind it.
 */
@Supervised(id = "registry", tier = Tier.ERROR_KERNEL, order = 30, durable = true)
@Component(service = Worker.class)
public final class Registry implements Worker<Directory> {
    @Override
    public Directory init(WorkerContext ctx) {
        return ctx.lastCheckpoint().map(Directory::of).orElse(Directory.EMPTY);
    }

    @Override
    public Step<Directory> handle(WorkerContext ctx, Directory names, Object message) {
        if (message instanceof Register register) return register(ctx, names, register);
        if (message instanceof Lookup lookup) return Step.reply(names, lookup(ctx, names, lookup.name()));
        if (message instanceof Unregister gone)
            return Step.reply(names.without(gone.name()), (Object)
                            names.named(gone.name()).isPresent())
                    .checkpoint();
        if (message instanceof Names wanted) return Step.reply(names, names.names(wanted.prefix()));
        throw new IllegalArgumentException("registry does not understand " + message);
    }

    @Override
    public Object parse(List<String> words) {
        String verb = words.get(0);
        if (verb.equals("register") && words.size() >= 3)
            return new Register(words.get(1), words.get(2), properties(words.subList(3, words.size())));
        return switch (verb + " " + (words.size() - 1)) {
            case "lookup 1" -> new Lookup(words.get(1));
            case "unregister 1" -> new Unregister(words.get(1));
            case "names 0" -> new Names("");
            case "names 1" -> new Names(words.get(1));
            default ->
                throw new IllegalArgumentException("registry does not understand " + words
                        + ": try register NAME CHILD [KEY=VALUE...], lookup NAME, unregister NAME or names [PREFIX]");
        };
    }

    @Override
    public Map<String, Object> snapshot(Directory names) {
        return names.data();
    }

    @Override
    public Directory restore(Map<String, Object> data) {
        return Directory.of(data);
    }

    private static Step<Directory> register(WorkerContext ctx, Directory names, Register wish) {
        if (!names.hasRoomFor(wish.name()))
            return Step.reply(
                    names, new Refused("there are " + Directory.MAX_NAMES + " names already: unregister some"));
        Directory bound = names.with(wish.name(), new Binding(wish.child(), wish.properties()));
        return Step.reply(bound, lookup(ctx, bound, wish.name())).checkpoint();
    }

    private static Object lookup(WorkerContext ctx, Directory names, String name) {
        return names.named(name)
                .<Object>map(bound -> new Entry(
                        name,
                        bound.child(),
                        bound.properties(),
                        ctx.whereis(bound.child()).isPresent()))
                .orElseGet(() -> new Refused("nobody is registered as " + name));
    }

    private static Map<String, String> properties(List<String> words) {
        Map<String, String> properties = new TreeMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) throw new IllegalArgumentException("property '" + word + "': must be KEY=VALUE");
            properties.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return properties;
    }
}
