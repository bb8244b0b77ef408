package dev.meridian.verification.history;

import dev.meridian.cli.client.MeridianClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// A cluster of the installation, and what it has.
///
/// @param name `region/cluster`
/// @param cores of its nodes together
/// @param devices by model
record Places(String name, double cores, Map<String, Double> devices) {

    /// In the order of their names.
    static List<Places> of(MeridianClient client) {
        Map<String, Double> cores = new TreeMap<>();
        Map<String, Map<String, Double>> devices = new TreeMap<>();
        for (JsonNode node : client.all("/nodes")) {
            String cluster = node.path("region").asString() + "/" + node.path("cluster").asString();
            cores.merge(cluster, node.path("capacity").path("cpu").asDouble(), Double::sum);
            Map<String, Double> ofCluster = devices.computeIfAbsent(cluster, _ -> new TreeMap<>());
            for (JsonNode device : node.path("accelerators")) {
                ofCluster.merge(device.path("model").asString(), 1.0, Double::sum);
            }
        }
        return cores.entrySet().stream()
                .map(each ->
                        new Places(
                                each.getKey(),
                                each.getValue(),
                                devices.getOrDefault(each.getKey(), Map.of())))
                .toList();
    }
}
