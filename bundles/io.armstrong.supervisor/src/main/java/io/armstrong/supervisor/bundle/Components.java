package io.armstrong.supervisor.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** What Declarative Services knows of a worker's component: why it is not there, and which fields it injects. */
public final class Components {
    private final BundleContext context;

    public Components(BundleContext context) {
        this.context = context;
    }

    /** Why that component offers no service, in one sentence. */
    public String whyAbsent(Bundle bundle, String component) {
        return ask(runtime -> {
                    ComponentDescriptionDTO description = runtime.getComponentDescriptionDTO(bundle, component);
                    if (description == null)
                        return "bundle " + bundle.getSymbolicName() + " has no component " + component;
                    List<String> reasons = new ArrayList<>();
                    for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description))
                        reasons.add(reason(configuration));
                    return reasons.isEmpty()
                            ? "component " + component + " has no configuration"
                            : String.join("; ", reasons);
                })
                .orElse("Declarative Services is not there to ask");
    }

    private static String reason(ComponentConfigurationDTO configuration) {
        if (configuration.failure != null)
            return "its activation failed: "
                    + configuration.failure.lines().findFirst().orElse("");
        if (configuration.unsatisfiedReferences != null && configuration.unsatisfiedReferences.length > 0)
            return "it waits for "
                    + Arrays.stream(configuration.unsatisfiedReferences)
                            .map(reference -> reference.name + (reference.target == null ? "" : " " + reference.target))
                            .collect(Collectors.joining(", "));
        return "its component is in state " + configuration.state;
    }

    /** The names of the fields that Declarative Services sets in that component. */
    public Set<String> injectedFields(Bundle bundle, String component) {
        return ask(runtime -> {
                    ComponentDescriptionDTO description = runtime.getComponentDescriptionDTO(bundle, component);
                    Set<String> fields = new HashSet<>();
                    if (description == null) return fields;
                    Arrays.stream(description.references)
                            .filter(reference -> reference.field != null)
                            .forEach(reference -> fields.add(reference.field));
                    if (description.activationFields != null) fields.addAll(List.of(description.activationFields));
                    return fields;
                })
                .orElse(Set.of());
    }

    private interface Question<T> {
        T ask(ServiceComponentRuntime runtime);
    }

    private <T> Optional<T> ask(Question<T> question) {
        ServiceReference<ServiceComponentRuntime> reference =
                context.getServiceReference(ServiceComponentRuntime.class);
        if (reference == null) return Optional.empty();
        @Nullable ServiceComponentRuntime runtime = context.getService(reference);
        if (runtime == null) return Optional.empty();
        try {
            return Optional.of(question.ask(runtime));
        } finally {
            context.ungetService(reference);
        }
    }
}
