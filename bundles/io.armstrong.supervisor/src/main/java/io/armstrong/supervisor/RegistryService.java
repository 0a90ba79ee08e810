package io.armstrong.supervisor;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Registry;
import io.armstrong.process.Names;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The names of the processes as a service. */
final class RegistryService implements Registry {
    private final Names names;

    RegistryService(Names names) {
        this.names = names;
    }

    @Override
    public Optional<Ref> whereis(String name) {
        return names.whereis(name);
    }

    @Override
    public CompletionStage<Ref> await(String name, Duration limit) {
        return names.await(name, limit);
    }

    @Override
    public void setProperty(String name, String key, Object value) {
        names.setProperty(name, key, value);
    }

    @Override
    public Map<String, Object> properties(String name) {
        return names.properties(name);
    }

    @Override
    public CompletionStage<String> monitor(String name) {
        return names.monitor(name);
    }
}
