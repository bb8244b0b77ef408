package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import dev.meridian.agent.run.cgroup.Group;
import dev.meridian.agent.run.cgroup.Groups;
import dev.meridian.agent.run.cgroup.Limits;
import dev.meridian.agent.run.cgroup.NoGroups;
import dev.meridian.agent.run.checkpoint.CalledOff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Starts tasks, and finds again those that an earlier run of the agent had started.
public final class Tasks implements AutoCloseable {
    static final long DEFAULT_OUTPUT_BYTES = 10L << 20;

    /// A shim whose task has ended only writes the last of its output.
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Attempts attempts;
    private final Spares spares;
    private final Shims shims;
    private final Groups groups;
    private final Map<String, Driver> drivers;
    private final Checkpoints checkpoints;

    public Tasks(Path dataDir, Groups groups, List<Driver> drivers, Checkpoints checkpoints)
            throws IOException {
        this.attempts = new Attempts(dataDir);
        this.spares = new Spares(dataDir);
        this.shims = Shims.install(dataDir);
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

    StartResult start(Assignment assignment) {
        return start(assignment, () -> true);
    }

    /// In the folder of its last run, whose output goes on.
    StartResult restart(Assignment assignment) {
        return start(assignment, () -> true, true);
    }

    /// Blocks until the process exists: a few milliseconds, and before that as long as it takes to
    /// fetch the task's last state.
    ///
    /// @param wanted false: it has been called off, and is not started any more
    StartResult start(Assignment assignment, BooleanSupplier wanted) {
        return start(assignment, wanted, false);
    }

    private StartResult start(Assignment assignment, BooleanSupplier wanted, boolean again) {
        AllocationKey key = AllocationKey.of(assignment);
        AllocationFolder folder = folder(key);
        TaskEnvironment environment = new TaskEnvironment(assignment, folder);
        Driver driver = drivers.get(assignment.getDriver());
        Optional<String> obstacle = obstacle(assignment);
        if (driver == null || obstacle.isPresent()) return failed(obstacle.orElse(""));
        Group group = null;
        try {
            if (again) folder.forgetEnd();
            else spares.furnish(folder);
            Files.write(folder.assignment(), assignment.toByteArray());
            checkpoints
                    .prepare(assignment, folder, wanted)
                    .ifPresent(place ->
                            environment.checkpoint(
                                    driver.checkpoint(assignment, place.onHost()),
                                    place.restored()));
            if (!wanted.getAsBoolean()) return new StartResult.NotWanted();
            driver.prepare(folder);
            Limits limits = Limits.of(assignment.getCpuMillis(), assignment.getMemoryMib());
            group = groups.create(key.toString(), limits);
            Files.write(
                    folder.group(),
                    List.of(
                            group.killSwitch().map(Path::toString).orElse(""),
                            group.doors().isEmpty() ? "" : group.doors().getLast().toString()));
            OutputShares shares = OutputShares.of(outputBytes(assignment));
            new StartScript(shares, group, driver.entry(assignment, folder, environment))
                    .write(folder.start(), again);
            Shim shim = shims.start(driver.realm(assignment), folder);
            return new StartResult.Started(new Task(key, folder, group, shim, shares));
        } catch (CalledOff _) {
            return new StartResult.NotWanted();
        } catch (Unrestorable e) {
            return new StartResult.Unstartable(
                    Verdict.CHECKPOINT_FAILED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            if (group != null) group.remove();
            boolean full = String.valueOf(e.getMessage()).contains("No space left");
            return full
                    ? new StartResult.Unstartable(
                            Verdict.NODE_FULL, "the disk below the agent's data directory is full")
                    : failed("the task could not be started: " + e.getMessage());
        }
    }

    /// Why it could not be started here, as far as that can be told without starting it.
    Optional<String> obstacle(Assignment assignment) {
        if (!drivers.containsKey(assignment.getDriver())) {
            return Optional.of(
                    "this node does not offer the driver \"%s\", only %s; name one of these in the task, or let the agent offer it with --drivers"
                            .formatted(assignment.getDriver(), drivers.keySet()));
        }
        var environment = new TaskEnvironment(assignment, folder(AllocationKey.of(assignment)));
        return Commands.obstacle(assignment.getCommandList(), environment.path());
    }

    /// Nobody will ask for it any more.
    ///
    /// @param task what it was; empty: it never began, or nobody knows
    void forget(AllocationKey key, Optional<Task> task) {
        checkpoints.forget(key);
        boolean kept = task.filter(Task::traceless).isPresent() && spares.keep(folder(key));
        if (!kept) folder(key).delete();
    }

    /// Of the attempts that this starts and finds.
    Checkpoints checkpoints() {
        return checkpoints;
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
        OutputShares shares = OutputShares.of(outputBytes(assignment));
        Optional<ProcessIdentity> shim =
                ProcessIdentity.read(folder.shim()).filter(ProcessIdentity::alive);
        if (shim.isPresent()) {
            Task task = new Task(key, folder, held, Shims.adopt(shim.get()), shares);
            return Exit.told(folder) && task.sweptWithin(LAST_WORDS)
                    ? new Found.Ended(task.exit().join())
                    : new Found.Running(task);
        }
        Exit exit = new Task(key, folder, held, Shim.dead(), shares).exit().join();
        return exit.code().isPresent() ? new Found.Ended(exit) : new Found.Lost();
    }

    /// Running shims go on by themselves, as after the agent's death.
    @Override
    public void close() {
        shims.close();
    }
}
