package dev.meridian.controlplane.fleet.model;

import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What people may set of a node pool.
///
/// @param pricePerHour of one node
/// @param relativeSpeed 1.0 is the reference node
/// @param maxNodes null: no limit
public record NodePoolEdit(
        Map<String, String> labels,
        List<Taint> taints,
        boolean spot,
        Money pricePerHour,
        double relativeSpeed,
        int minNodes,
        @Nullable Integer maxNodes) {

    /// Of a pool that came to be with its first node.
    public static final NodePoolEdit UNSET =
            new NodePoolEdit(Map.of(), List.of(), false, Money.ZERO, 1.0, 0, null);

    public NodePoolEdit {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        if (pricePerHour.micros() < 0) {
            throw new IllegalArgumentException("a price cannot be negative: " + pricePerHour);
        }
        if (!(relativeSpeed > 0)) {
            throw new IllegalArgumentException(
                    "a relative speed is positive, not " + relativeSpeed);
        }
        if (minNodes < 0 || (maxNodes != null && maxNodes < minNodes)) {
            throw new IllegalArgumentException(
                    "a pool has at least 0 nodes and at most no fewer than it has at least, not "
                            + minNodes
                            + " to "
                            + maxNodes);
        }
    }
}
