package dev.meridian.agent.run.cgroup;

/// What one allocation may take. Zero means unlimited.
public record Limits(long cpuMillis, long memoryMib, long tasks) {
    private static final long TASKS_FOR_ALL = 1024;
    private static final long TASKS_PER_CORE = 1024;

    public Limits {
        if (cpuMillis < 0 || memoryMib < 0 || tasks < 0) {
            throw new IllegalArgumentException("a limit is never negative");
        }
    }

    /// Processes and threads grow with the cores asked for: enough for any data loader, too few for
    /// a fork bomb to hurt.
    public static Limits of(long cpuMillis, long memoryMib) {
        return new Limits(
                cpuMillis, memoryMib, TASKS_FOR_ALL + TASKS_PER_CORE * ((cpuMillis + 999) / 1000));
    }
}
