package dev.meridian.agent.run;

import java.time.Duration;
import java.util.Optional;

/// What time alone can make of an attempt.
final class Watch {
    /// K: how long a fenced copy may take to die, told to the control plane by convention.
    private static final Duration FENCE_GRACE = Duration.ofMillis(4_500);

    private static final long LOGS_PATIENCE = Duration.ofMinutes(10).toNanos();
    private static final long DISK_LOOK_EVERY = Duration.ofSeconds(10).toNanos();

    private static final long WRITE_EVERY = Duration.ofSeconds(1).toNanos();

    private Watch() {}

    /// The end is stored, and so is the output, or nobody seems to want it.
    static boolean forgettable(Holding holding, Outputs outputs, long now) {
        return holding.ended
                && !holding.saving
                && holding.acknowledged
                && !holding.unwritten
                && (outputs.delivered(holding.key) || now - holding.acknowledgedAt > LOGS_PATIENCE);
    }

    /// Its end could not be written down, and it is time to try again.
    static boolean writable(Holding holding, long now) {
        if (!holding.ended || !holding.unwritten || now < holding.writeAt) return false;
        holding.writeAt = now + WRITE_EVERY;
        return true;
    }

    static Optional<Ending> lapse(Holding holding, long now) {
        if (holding.ended || holding.ending != null) return Optional.empty();
        if (holding.fenced() && now >= holding.leaseUntil) return Optional.of(Ending.FENCE);
        if (now >= holding.runUntil) return Optional.of(Ending.TIMEOUT);
        return Optional.empty();
    }

    /// What it takes beyond its limits where no kernel stops it.
    static Optional<Ending> excess(Holding holding, long now) {
        Task task = holding.task;
        if (task == null) return Optional.empty();
        if (!task.limited() && overMemory(holding, task)) return Optional.of(Ending.MEMORY);
        return overDisk(holding, task, now) ? Optional.of(Ending.DISK) : Optional.empty();
    }

    private static boolean overMemory(Holding holding, Task task) {
        task.sweepLeftovers();
        long limit = holding.assignment.getMemoryMib();
        return limit > 0 && task.usage().memoryMib() > limit;
    }

    private static boolean overDisk(Holding holding, Task task, long now) {
        long limit = holding.assignment.getDiskMib();
        if (limit <= 0 || now < holding.diskLookAt) return false;
        holding.diskLookAt = now + DISK_LOOK_EVERY;
        return task.diskMib() > limit;
    }

    static Duration grace(Holding holding, Ending ending) {
        Duration asked = Reconciliation.grace(holding.assignment);
        return switch (ending) {
            case FENCE -> asked.compareTo(FENCE_GRACE) < 0 ? asked : FENCE_GRACE;
            case MEMORY, DISK -> Duration.ZERO; // every moment it takes more
            case STOP, TIMEOUT -> asked;
        };
    }
}
