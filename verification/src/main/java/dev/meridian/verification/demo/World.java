package dev.meridian.verification.demo;

import dev.meridian.cli.client.MeridianClient;
import dev.meridian.verification.local.AgentPlan;
import dev.meridian.verification.local.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The three regions of the demo. Capacity is declared, so that the show is the same on every host.
///
/// @param asia reaches the control plane through a wire that the demo can cut
record World(AgentPlan europe, AgentPlan america, AgentPlan asia) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param more options of every agent
    static World of(Wire wire, List<String> more) {
        return new World(
                agent("eu-west", more),
                agent("us-east", more, "--fake-accelerators=H100:2"),
                agent("ap-south", more).through(wire));
    }

    List<AgentPlan> agents() {
        return List.of(europe, america, asia);
    }

    private static AgentPlan agent(String region, List<String> more, String... own) {
        var options = new ArrayList<>(more);
        options.add("--capacity=cpu=4,memory=4Gi,disk=20Gi");
        options.addAll(List.of(own));
        return AgentPlan.in(region, options.toArray(String[]::new));
    }

    /// What no agent can find out by itself: law, place, price.
    static void describe(MeridianClient client) {
        client.put("/regions/eu-west", region("demo", "EU", 53.3, -6.3));
        client.put("/regions/us-east", region("demo", "US", 38.9, -77.5));
        client.put("/regions/ap-south", region("demo", "IN", 19.1, 72.9));
        Map<String, Double> prices = Map.of("eu-west", 2.0, "us-east", 3.0, "ap-south", 1.0);
        for (JsonNode pool : client.all("/node-pools")) {
            client.put(
                    "/node-pools/" + pool.path("id").asString(),
                    JSON.createObjectNode()
                            .put("pricePerHour", prices.get(pool.path("region").asString())));
        }
        pair(client, "eu-west", "us-east", 0.02, 75);
        pair(client, "eu-west", "ap-south", 0.04, 120);
        pair(client, "us-east", "ap-south", 0.05, 190);
    }

    private static ObjectNode region(
            String provider, String jurisdiction, double latitude, double longitude) {
        return JSON.createObjectNode()
                .put("provider", provider)
                .put("jurisdiction", jurisdiction)
                .put("latitude", latitude)
                .put("longitude", longitude);
    }

    private static void pair(
            MeridianClient client, String one, String other, double usdPerGb, double latencyMs) {
        ObjectNode both =
                JSON.createObjectNode().put("egressUsdPerGb", usdPerGb).put("latencyMs", latencyMs);
        client.put("/region-pairs/" + one + "/" + other, both);
        client.put("/region-pairs/" + other + "/" + one, both);
    }
}
