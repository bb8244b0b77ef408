package dev.meridian.verification.local;

import java.util.List;
import java.util.Optional;

/// One agent that is to be started.
///
/// @param options further options of `region-agent`, as `--fake-accelerators=H100:2`
/// @param way by which it reaches the control plane; empty: directly
public record AgentPlan(
        String name, String region, String cluster, List<String> options, Optional<Way> way) {

    public AgentPlan {
        options = List.copyOf(options);
    }

    public static AgentPlan in(String region, String... options) {
        return named("agent-" + region, region, options);
    }

    public static AgentPlan named(String name, String region, String... options) {
        return new AgentPlan(name, region, region + "-a", List.of(options), Optional.empty());
    }

    public AgentPlan through(Way other) {
        return new AgentPlan(name, region, cluster, options, Optional.of(other));
    }
}
