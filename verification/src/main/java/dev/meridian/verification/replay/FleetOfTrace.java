package dev.meridian.verification.replay;

import dev.meridian.verification.local.AgentPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The agents of a replay: a few hosts with eight declared GPUs each, over three regions.
final class FleetOfTrace {

    static final int GPUS_PER_NODE = 8;

    private static final List<String> REGIONS = List.of("eu-west", "us-east", "ap-south");
    private static final int NODES = 6;

    private FleetOfTrace() {}

    static List<AgentPlan> agents(List<String> more) {
        return IntStream.range(0, NODES).mapToObj(number -> agent(number, more)).toList();
    }

    static int gpus() {
        return NODES * GPUS_PER_NODE;
    }

    private static AgentPlan agent(int number, List<String> more) {
        String region = REGIONS.get(number % REGIONS.size());
        var options = new ArrayList<>(more);
        options.add("--capacity=cpu=64,memory=64Gi,disk=100Gi");
        options.add("--fake-accelerators=V100:" + GPUS_PER_NODE);
        return AgentPlan.named(
                "agent-" + region + "-" + number, region, options.toArray(String[]::new));
    }
}
