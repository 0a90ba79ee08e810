package io.armstrong.launcher;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits until there is a tree to talk to: the service {@code io.armstrong.api.Supervision}, settled, and its commands. */
record Readiness(Platform platform, Services services) {
    static final Duration SUPERVISION_WITHIN = Duration.ofSeconds(30);
    static final Duration COMMANDS_WITHIN = Duration.ofSeconds(10);
    /** Longer than any start deadline by default; a child that needs more is waited for no longer. */
    static final Duration SETTLED_WITHIN = Duration.ofSeconds(60);

    /** @throws LaunchFailed SUPERVISOR_LOST if no supervision came up; what did not start is named */
    Object supervision() throws LaunchFailed, InterruptedException {
        Object found = services.await(Services.named("io.armstrong.api.Supervision"), SUPERVISION_WITHIN);
        if (found != null) return found;
        throw new LaunchFailed(
                ExitCode.SUPERVISOR_LOST,
                "no supervision after " + SUPERVISION_WITHIN.toSeconds() + " s; platform bundles not active: "
                        + platform.notActive());
    }

    /** Every child is up or in a terminal status; past the limit that is said and the launch goes on. */
    void settled() throws LaunchFailed, InterruptedException {
        try {
            ((CompletionStage<?>) Objects.requireNonNull(Services.call(supervision(), "settled", SETTLED_WITHIN)))
                    .toCompletableFuture()
                    .get(SETTLED_WITHIN.toMillis() + 1000, TimeUnit.MILLISECONDS);
        } catch (LaunchFailed | InterruptedException e) {
            throw e;
        } catch (ExecutionException | TimeoutException e) {
            System.err.println("armstrong: not every child is up after " + SETTLED_WITHIN.toSeconds() + " s");
        } catch (Throwable e) {
            throw new LaunchFailed(ExitCode.SUPERVISOR_LOST, "supervision does not answer: " + e, e);
        }
    }

    /** The command shell, once the commands of scope {@code sup} are there and what they stand on, if that comes at all. */
    Shell shell() throws LaunchFailed, InterruptedException {
        Object processor =
                services.await(Services.named("org.apache.felix.service.command.CommandProcessor"), COMMANDS_WITHIN);
        Object commands = services.await("(osgi.command.scope=sup)", COMMANDS_WITHIN);
        if (processor == null || commands == null)
            throw new LaunchFailed(
                    ExitCode.SUPERVISOR_LOST,
                    "no commands after " + COMMANDS_WITHIN.toSeconds() + " s; platform bundles not active: "
                            + platform.notActive());
        // Starts after supervision; without it most commands work, and the others say what they miss.
        services.await(Services.named("io.armstrong.api.upgrade.Rollouts"), COMMANDS_WITHIN);
        return Shell.over(processor);
    }
}
