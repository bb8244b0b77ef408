package dev.meridian.controlplane.fleet.model;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The labels of a node as constraints and affinities see them: the one place that derives them.
///
/// The nearer wins: what follows from the node's place and devices, else its own, its pool's, its
/// cluster's. `os`, `arch`, `hostname`, `cpu.model` are found by the agent and come among its own;
/// `zone` and `rack` are given.
public final class NodeLabels {

    private NodeLabels() {}

    /// @param own as the agent said in its Hello
    public static Map<String, String> of(
            String nodeName,
            Region region,
            Cluster cluster,
            NodePool pool,
            Map<String, String> own,
            NodeCapacity capacity) {
        Map<String, String> labels = new TreeMap<>(cluster.labels());
        labels.putAll(pool.facts().labels());
        labels.putAll(own);
        labels.put("region", region.name().value());
        labels.put("cluster", cluster.name());
        labels.put("pool", pool.name());
        labels.put("node", nodeName);
        labels.put("spot", Boolean.toString(pool.facts().spot()));
        putIfSet(labels, "provider", region.provider());
        putIfSet(labels, "jurisdiction", region.jurisdiction());
        ofDevices(capacity.accelerators(), labels);
        return Map.copyOf(labels);
    }

    /// On a host of mixed devices `gpu.model` is the most frequent model and `gpu.memory` the
    /// smallest memory, so that "at least so much" holds for whichever device is given.
    private static void ofDevices(List<Accelerator> devices, Map<String, String> labels) {
        labels.put("gpu.count", Integer.toString(devices.size()));
        devices.stream()
                .collect(
                        Collectors.groupingBy(
                                Accelerator::model, HashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(
                        Map.Entry.<String, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .ifPresent(most -> labels.put("gpu.model", most.getKey()));
        devices.stream()
                .map(Accelerator::memory)
                .min(Comparator.<Mebibytes>naturalOrder())
                .filter(memory -> memory.value() > 0)
                .ifPresent(memory -> labels.put("gpu.memory", memory.toString()));
        devices.stream()
                .map(Accelerator::vendor)
                .min(Comparator.naturalOrder())
                .ifPresent(v -> labels.put("gpu.vendor", v));
    }

    private static void putIfSet(Map<String, String> labels, String key, @Nullable String value) {
        if (value != null) {
            labels.put(key, value);
        }
    }
}
