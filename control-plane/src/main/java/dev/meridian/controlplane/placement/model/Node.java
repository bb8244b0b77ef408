package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.NodeId;
import dev.meridian.controlplane.fleet.model.NodeState;
import dev.meridian.controlplane.fleet.model.Taint;
import dev.meridian.controlplane.kernel.model.Money;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A node as the planner sees it: what it is and what it has, apart from what runs there.
///
/// @param labels all that constraints may ask for, derived ones included
/// @param pricePerHour of the whole node
/// @param relativeSpeed 1.0: the reference node
/// @param spot may be taken back by its provider
public record Node(
        NodeId id,
        String name,
        Region region,
        String cluster,
        String pool,
        NodeState state,
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
            throw new IllegalArgumentException(
                    "a node's relative speed is above 0, not " + relativeSpeed);
        }
        if (devices.size() > Device.MOST) {
            throw new IllegalArgumentException(
                    "a node has at most " + Device.MOST + " accelerators");
        }
    }

    public @Nullable String label(String key) {
        return labels.get(key);
    }

    /// Where in [#devices()] the device with this number is; negative when the node no longer
    /// reports it.
    public int position(int index) {
        for (int i = 0; i < devices.size(); i++) {
            if (devices.get(i).index() == index) {
                return i;
            }
        }
        return -1;
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
