package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A node as the planner sees it: what it is and what it has, apart from what runs there.
///
/// @param labels        its own over those of its pool and cluster
/// @param pricePerHour  of the whole node
/// @param relativeSpeed 1.0: the reference node
/// @param spot          may be taken back by its provider
public record Node(
        NodeId id,
        String name,
        Region region,
        String cluster,
        String pool,
        Availability availability,
        Map<String, String> labels,
        List<Taint> taints,
        Amounts capacity,
        List<Device> devices,
        Set<String> drivers,
        Money pricePerHour,
        double relativeSpeed,
        boolean spot) {

    public Node {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        devices = List.copyOf(devices);
        drivers = Set.copyOf(drivers);
        if (relativeSpeed <= 0) {
            throw new IllegalArgumentException("a node's relative speed is above 0, not " + relativeSpeed);
        }
        for (int i = 0; i < devices.size(); i++) {
            if (devices.get(i).index() != i) {
                throw new IllegalArgumentException("accelerators are listed by their number, from 0");
            }
        }
    }

    /// A label of the node, or what it is known by without one: `region`, `cluster`, `pool`, `node`, `spot`, `provider`,
    /// `jurisdiction`, `gpu.model`, `gpu.count`, `gpu.memory` (of the smallest), `cpu`, `memory`.
    public @Nullable String label(String key) {
        String own = labels.get(key);
        if (own != null) {
            return own;
        }
        return switch (key) {
            case "region" -> region.name();
            case "provider" -> region.provider();
            case "jurisdiction" -> region.jurisdiction();
            case "cluster" -> cluster;
            case "pool" -> pool;
            case "node" -> name;
            case "spot" -> Boolean.toString(spot);
            case "cpu" -> capacity.cpu().toString();
            case "memory" -> capacity.memory().value() + "Mi";
            case "gpu.count" -> Integer.toString(devices.size());
            case "gpu.model" -> devices.isEmpty() ? null : devices.getFirst().model();
            case "gpu.memory" -> smallestDeviceMemory();
            default -> null;
        };
    }

    private @Nullable String smallestDeviceMemory() {
        return devices.isEmpty()
                ? null
                : devices.stream().mapToLong(device -> device.memory().value()).min().orElse(0) + "Mi";
    }

    /// For how many devices a request could hope at all.
    public int devicesFor(AcceleratorNeed need) {
        int count = 0;
        for (Device device : devices) {
            if (need.accepts(device)) {
                count++;
            }
        }
        return count;
    }
}
