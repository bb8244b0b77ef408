package dev.meridian.verification.local;

import java.util.List;

/// One agent that is to be started.
///
/// @param options further options of `region-agent`, as `--fake-accelerators=H100:2`
public record AgentPlan(String name, String region, String cluster, List<String> options) {

    public AgentPlan {
        options = List.copyOf(options);
    }

    public static AgentPlan in(String region, String... options) {
        return new AgentPlan("agent-" + region, region, region + "-a", List.of(options));
    }
}
