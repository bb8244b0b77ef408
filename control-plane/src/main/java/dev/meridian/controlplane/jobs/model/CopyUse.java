package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import java.time.Duration;

/// What a copy has used so far; zero where it is not known.
public record CopyUse(Mebibytes peakMemory, Duration cpuTime) {
    public static final CopyUse NONE = new CopyUse(Mebibytes.ZERO, Duration.ZERO);
}
