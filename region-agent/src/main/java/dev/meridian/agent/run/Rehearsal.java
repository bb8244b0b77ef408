package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs `true` once through every driver before any real work comes: what is wrong with this host
/// is said at the start instead of by the first job, and that job does not wait for the agent's own
/// classes to be loaded. A driver that fails here is not offered.
public final class Rehearsal {
    private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final int PATIENCE_SECONDS = 10;
    private static final int MEMORY_MIB = 64;

    private Rehearsal() {}

    /// The drivers that work here.
    public static List<Driver> of(List<Driver> drivers, Tasks tasks) throws InterruptedException {
        List<Driver> working = new ArrayList<>();
        for (Driver driver : drivers) {
            Assignment nothing =
                    Assignment.newBuilder()
                            .setAllocationId("rehearsal-" + driver.name())
                            .setDriver(driver.name())
                            .addCommand("true")
                            .setCpuMillis(1000)
                            .setMemoryMib(MEMORY_MIB)
                            .build();
            AllocationFolder folder = tasks.folder(AllocationKey.of(nothing));
            folder.delete(); // of a run that was cut short
            try {
                Optional<String> obstacle = obstacle(nothing, folder, tasks);
                if (obstacle.isEmpty()) working.add(driver);
                obstacle.ifPresent(sentence -> off(driver, sentence));
            } finally {
                folder.delete();
            }
        }
        return working;
    }

    private static Optional<String> obstacle(
            Assignment nothing, AllocationFolder folder, Tasks tasks) throws InterruptedException {
        return switch (tasks.start(nothing)) {
            case StartResult.Unstartable(_, var sentence) -> Optional.of(sentence);
            case StartResult.NotWanted() -> Optional.empty();
            case StartResult.Started(var task) -> {
                try {
                    Exit exit = task.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    yield exit.code().orElse(-1) == 0
                            ? Optional.empty()
                            : Optional.of(said(folder));
                } catch (TimeoutException _) { // a busy host is no proof that it cannot
                    task.stop(Duration.ZERO);
                    LOG.log(
                            Level.WARNING,
                            "the driver {0} took more than {1} s to run nothing",
                            nothing.getDriver(),
                            PATIENCE_SECONDS);
                    yield Optional.empty();
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        };
    }

    private static String said(AllocationFolder folder) {
        try {
            return Files.readString(folder.stderr()).strip();
        } catch (IOException e) {
            return "and its output cannot be read: " + e.getMessage();
        }
    }

    private static void off(Driver driver, String why) {
        LOG.log(
                Level.WARNING,
                "the {0} driver is off: a trial run failed here ({1}).",
                driver.name(),
                why);
    }
}
