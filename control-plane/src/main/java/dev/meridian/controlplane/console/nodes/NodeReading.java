package dev.meridian.controlplane.console.nodes;

import dev.meridian.controlplane.fleet.model.Accelerator;
import dev.meridian.controlplane.fleet.model.Node;
import dev.meridian.controlplane.jobs.model.view.NodeLoad;
import dev.meridian.controlplane.telemetry.model.HostUse;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A node with what it gave away and what it uses.
///
/// Parts are of what it has, 0…1 and beyond where more was given away than there is; null where it
/// has none, or nothing was heard of it. What is used is measured of the whole host: where an agent
/// was told what to give away, it is no part of that.
///
/// @param use null: not heard for a while
public record NodeReading(Node node, NodeLoad load, @Nullable HostUse use) {

    static NodeReading bare(Node node) {
        return new NodeReading(node, NodeLoad.NONE, null);
    }

    public @Nullable Double cpuAllocated() {
        return part(load.cpu().value(), node.capacity().cpu().value());
    }

    public @Nullable Double cpuUsed() {
        return use == null ? null : part(use.cores() * 1000, node.capacity().cpu().value());
    }

    /// Whether what is used can be told as a part of what the node has.
    public boolean usedIsPart() {
        return !node.capacity().declared();
    }

    public @Nullable Double memoryAllocated() {
        return part(load.memory().value(), node.capacity().memory().value());
    }

    public @Nullable Double memoryUsed() {
        return use == null ? null : part(use.memory(), node.capacity().memory().value());
    }

    public @Nullable Double diskAllocated() {
        return part(load.disk().value(), node.capacity().disk().value());
    }

    public @Nullable Double acceleratorsAllocated() {
        return part(load.accelerators() / 1000.0, node.capacity().accelerators().size());
    }

    public @Nullable Double acceleratorsUsed() {
        return use == null || node.capacity().accelerators().isEmpty() ? null : use.accelerators();
    }

    /// `8 × H100`, or empty.
    public String accelerators() {
        Map<String, Long> models =
                node.capacity().accelerators().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Accelerator::model, TreeMap::new, Collectors.counting()));
        return models.entrySet().stream()
                .map(model -> model.getValue() + " × " + model.getKey())
                .collect(Collectors.joining(", "));
    }

    private static @Nullable Double part(double amount, double of) {
        return of <= 0 ? null : amount / of;
    }
}
