package dev.meridian.controlplane.telemetry.model;

import dev.meridian.controlplane.jobs.model.AllocationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One measured value.
///
/// @param at on the clock of the host that measured it
/// @param allocation null: of the host as a whole
/// @param metric such as `cpu.used` (cores), `memory.used` (MiB), `net.rx` (B/s), `gpu.utilisation`
///   (0…1)
/// @param device `gpu0`, `eth0`; empty: the whole
/// @throws IllegalArgumentException when the value is no number or a name is unreasonably long
public record Sample(
        Instant at, @Nullable AllocationId allocation, String metric, String device, double value) {
    private static final int LONGEST_NAME = 128;

    public Sample {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(metric + " is not a finite number: " + value);
        }
        if (metric.isEmpty() || metric.length() > LONGEST_NAME || device.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "no name of a metric and a device: '" + metric + "', '" + device + "'");
        }
    }
}
