package dev.meridian.agent.run.cgroup;

/// What an allocation has used so far.
///
/// @param cpuNanos processor time of all its processes, ended ones too where the kernel counts them
/// @param memoryMib now
/// @param peakMemoryMib the most ever, as far as it was seen
/// @param oomKills processes that the kernel killed for the memory limit
/// @param refusedForks how often it was refused another process for the limit of their number
public record Usage(
        long cpuNanos, long memoryMib, long peakMemoryMib, long oomKills, long refusedForks) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0);
}
