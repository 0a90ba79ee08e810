package io.armstrong.supervisor.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
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
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** What Declarative Services knows of a worker's component: why it is not there, and which fields it injects. */
public final class Components {
    private static final int MOST_FRAMES = 32;

    private final BundleContext context;

    public Components(BundleContext context) {
        this.context = context;
    }

    /**
     * Why a component offers no service.
     *
     * @param why in one sentence
     * @param waits whether nothing is wrong with it: it comes by itself as soon as what it requires is there
     * @param trace the first frames of what its activation threw; empty where it did not
     */
    public record Absence(String why, boolean waits, List<String> trace) {
        public Absence {
            trace = List.copyOf(trace);
        }

        private static Absence of(String why) {
            return new Absence(why, false, List.of());
        }
    }

    /** Why that component offers no service. Asks Declarative Services, so never on a turn. */
    public Absence absence(Bundle bundle, String component) {
        return ask(runtime -> {
                    ComponentDescriptionDTO description = runtime.getComponentDescriptionDTO(bundle, component);
                    if (description == null)
                        return Absence.of("bundle " + bundle.getSymbolicName() + " has no component " + component);
                    return absence(description, runtime.getComponentConfigurationDTOs(description));
                })
                .orElseGet(() -> Absence.of("Declarative Services is not there to ask"));
    }

    private static Absence absence(
            ComponentDescriptionDTO description, Collection<ComponentConfigurationDTO> configurations) {
        for (ComponentConfigurationDTO configuration : configurations)
            if (configuration.failure != null)
                return new Absence(
                        "its activation failed: "
                                + configuration.failure.lines().findFirst().orElse(""),
                        false,
                        frames(configuration.failure));
        if (configurations.isEmpty()) return unconfigured(description);
        List<String> reasons = new ArrayList<>();
        boolean waits = false;
        for (ComponentConfigurationDTO configuration : configurations) {
            waits |= configuration.unsatisfiedReferences != null && configuration.unsatisfiedReferences.length > 0;
            reasons.add(reason(description, configuration));
        }
        return new Absence(String.join("; ", reasons), waits, List.of());
    }

    private static Absence unconfigured(ComponentDescriptionDTO description) {
        boolean required = "require".equals(description.configurationPolicy);
        String pids = description.configurationPid == null ? "" : String.join(", ", description.configurationPid);
        return required
                ? new Absence("it waits for its configuration " + pids, true, List.of())
                : Absence.of("component " + description.name + " has no configuration");
    }

    private static List<String> frames(String failure) {
        return failure.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("at "))
                .map(line -> line.substring("at ".length()))
                .limit(MOST_FRAMES)
                .toList();
    }

    private static String reason(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        if (configuration.unsatisfiedReferences == null || configuration.unsatisfiedReferences.length == 0)
            return "its component is in state " + configuration.state;
        return "it waits for "
                + Arrays.stream(configuration.unsatisfiedReferences)
                        .map(missing -> wanted(description, missing))
                        .collect(Collectors.joining(", "));
    }

    /** {@code a service a.b.Clock (zone=utc), reference clock}. */
    private static String wanted(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO missing) {
        String type = Arrays.stream(description.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map(reference -> reference.interfaceName)
                .findFirst()
                .orElse("");
        String target = missing.target == null ? "" : " " + missing.target;
        return "a service " + type + target + ", its reference " + missing.name;
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
