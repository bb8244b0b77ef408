package dev.meridian.controlplane.fleet.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.kernel.model.Millicores;
import java.util.List;

/// What a node has to give.
///
/// @param networkMbps megabits per second, 0 when unknown
/// @param declared CPU, memory or disk were given on the agent's command line, not found
public record NodeCapacity(
        Millicores cpu,
        Mebibytes memory,
        Mebibytes disk,
        long networkMbps,
        List<Accelerator> accelerators,
        boolean declared) {

    /// Of a node that has enrolled and not yet said what it has.
    public static final NodeCapacity NONE =
            new NodeCapacity(Millicores.ZERO, Mebibytes.ZERO, Mebibytes.ZERO, 0, List.of(), false);

    public NodeCapacity {
        accelerators = List.copyOf(accelerators);
        if (networkMbps < 0) {
            throw new IllegalArgumentException(
                    "network cannot be negative: " + networkMbps + " Mbit/s");
        }
        if (accelerators.stream().map(Accelerator::index).distinct().count()
                < accelerators.size()) {
            throw new IllegalArgumentException("two devices have the same index: " + accelerators);
        }
    }
}
