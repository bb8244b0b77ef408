package dev.meridian.agent.run;

import dev.meridian.agent.protocol.Assignment;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs `true` once through every driver before any real work comes: what is wrong with this host
/// is said at the start instead of by the first job, and that job does not wait for the agent's own
/// classes to be loaded.
public final class Rehearsal {
    private static final Logger LOG = System.getLogger(Rehearsal.class.getName());
    private static final int PATIENCE_SECONDS = 10;
    private static final int MEMORY_MIB = 64;

    private Rehearsal() {}

    public static void of(List<Driver> drivers, Tasks tasks) throws InterruptedException {
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
                perform(nothing, folder, tasks);
            } finally {
                folder.delete();
            }
        }
    }

    private static void perform(Assignment nothing, AllocationFolder folder, Tasks tasks)
            throws InterruptedException {
        switch (tasks.start(nothing)) {
            case StartResult.Unstartable(_, var sentence) -> warn(nothing, sentence);
            case StartResult.Started(var task) -> {
                try {
                    Exit exit = task.exit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    if (exit.code().orElse(-1) != 0) warn(nothing, said(folder));
                } catch (TimeoutException _) {
                    task.stop(java.time.Duration.ZERO);
                    warn(nothing, "it does not come back");
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e.getCause());
                }
            }
        }
    }

    private static String said(AllocationFolder folder) {
        try {
            return Files.readString(folder.stderr()).strip();
        } catch (IOException e) {
            return "and its output cannot be read: " + e.getMessage();
        }
    }

    private static void warn(Assignment nothing, String sentence) {
        LOG.log(
                Level.WARNING,
                "the driver {0} does not work here: {1}",
                nothing.getDriver(),
                sentence);
    }
}
