package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.run.cgroup.Group;
import dev.meridian.agent.run.cgroup.Groups;
import dev.meridian.agent.run.cgroup.Limits;
import dev.meridian.agent.run.cgroup.NoGroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Starts tasks, and finds again those that an earlier run of the agent had started.
public final class Tasks {
    static final long DEFAULT_OUTPUT_BYTES = 10L << 20;

    private final Attempts attempts;
    private final Shim shim;
    private final Groups groups;
    private final Map<String, Driver> drivers;
    private final Checkpoints checkpoints;

    public Tasks(Path dataDir, Groups groups, List<Driver> drivers, Checkpoints checkpoints)
            throws IOException {
        this.attempts = new Attempts(dataDir);
        this.shim = Shim.install(dataDir);
        this.groups = groups;
        this.checkpoints = checkpoints;
        this.drivers =
                drivers.stream().collect(Collectors.toMap(Driver::name, Function.identity()));
    }

    AllocationFolder folder(AllocationKey key) {
        return attempts.folder(key);
    }

    Attempts attempts() {
        return attempts;
    }

    static long outputBytes(Assignment assignment) {
        return assignment.getLogLimitBytes() > 0
                ? assignment.getLogLimitBytes()
                : DEFAULT_OUTPUT_BYTES;
    }

    /// Blocks for the few milliseconds until the process exists.
    StartResult start(Assignment assignment) {
        AllocationKey key = AllocationKey.of(assignment);
        AllocationFolder folder = folder(key);
        Driver driver = drivers.get(assignment.getDriver());
        if (driver == null) {
            return failed(
                    "this node does not offer the driver \"%s\", only %s; name one of these in the task, or let the agent offer it with --drivers"
                            .formatted(assignment.getDriver(), drivers.keySet()));
        }
        TaskEnvironment environment = new TaskEnvironment(assignment, folder);
        Optional<String> obstacle =
                Commands.obstacle(assignment.getCommandList(), environment.path());
        if (obstacle.isPresent()) return failed(obstacle.get());
        Group group = null;
        try {
            folder.create();
            Files.write(folder.assignment(), assignment.toByteArray());
            checkpoints
                    .prepare(assignment, folder)
                    .map(onHost -> driver.checkpoint(assignment, onHost))
                    .ifPresent(environment::checkpoint);
            environment.write(folder.environment());
            driver.prepare(folder);
            group =
                    groups.create(
                            key.toString(),
                            Limits.of(assignment.getCpuMillis(), assignment.getMemoryMib()));
            Files.write(
                    folder.group(),
                    List.of(
                            group.killSwitch().map(Path::toString).orElse(""),
                            group.doors().isEmpty() ? "" : group.doors().getLast().toString()));
            List<String> entry =
                    TaskEnvironment.entry(folder.environment(), assignment.getCommandList());
            Process process =
                    shim.start(
                            folder,
                            OutputShares.of(outputBytes(assignment)),
                            group,
                            driver.wrap(assignment, folder, entry));
            return new StartResult.Started(new Task(key, folder, group, process.onExit()));
        } catch (IOException e) {
            if (group != null) group.remove();
            boolean full = String.valueOf(e.getMessage()).contains("No space left");
            return full
                    ? new StartResult.Unstartable(
                            Verdict.NODE_FULL, "the disk below the agent's data directory is full")
                    : failed("the task could not be started: " + e.getMessage());
        }
    }

    private static StartResult failed(String sentence) {
        return new StartResult.Unstartable("START_FAILED", sentence);
    }

    /// Takes over what still runs under its shim; what lost its shim is killed, since nobody could
    /// tell its end.
    Found find(Assignment assignment) {
        AllocationKey key = AllocationKey.of(assignment);
        AllocationFolder folder = folder(key);
        Optional<Group> group = groups.find(key.toString());
        Group held = group.orElseGet(NoGroups::none);
        Optional<CompletableFuture<ProcessHandle>> shimEnd =
                ProcessIdentity.read(folder.shim())
                        .filter(ProcessIdentity::alive)
                        .flatMap(identity -> ProcessHandle.of(identity.pid()))
                        .map(ProcessHandle::onExit);
        if (shimEnd.isPresent()) {
            return new Found.Running(new Task(key, folder, held, shimEnd.get()));
        }
        Exit exit =
                new Task(key, folder, held, CompletableFuture.completedFuture(null)).exit().join();
        return Files.exists(folder.exit()) ? new Found.Ended(exit) : new Found.Lost();
    }
}
