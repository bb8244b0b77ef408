package dev.meridian.controlplane.agents;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How agents are served.
///
/// @param address to listen on
/// @param port to listen on; 0 takes a free one
/// @param heartbeat between two of an agent, which adds jitter of a fifth; at most a fourth of the
///   shortest lease, so 3 s suits the 15 s of `overlap`
/// @param telemetry between two batches of samples
@ConfigurationProperties("meridian.agents")
record AgentSettings(
        @DefaultValue("0.0.0.0") String address,
        @DefaultValue("9090") int port,
        @DefaultValue("3s") Duration heartbeat,
        @DefaultValue("10s") Duration telemetry) {}
