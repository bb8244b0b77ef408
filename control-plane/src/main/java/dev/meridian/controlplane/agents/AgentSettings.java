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
/// @param handshakes under way at once, of those that come; the rest waits before its first word is
///   read
/// @param greetings agents that are greeted at once; the database has other work too
/// @param waitingRoom agents without work that wait for their greeting; more are told to come back
/// @param longestPutOff the latest that anybody is told to come back
@ConfigurationProperties("meridian.agents")
record AgentSettings(
        @DefaultValue("0.0.0.0") String address,
        @DefaultValue("9090") int port,
        @DefaultValue("3s") Duration heartbeat,
        @DefaultValue("10s") Duration telemetry,
        @DefaultValue("64") int handshakes,
        @DefaultValue("8") int greetings,
        @DefaultValue("200") int waitingRoom,
        @DefaultValue("8s") Duration longestPutOff) {

    AgentSettings {
        if (handshakes < 1 || greetings < 1 || waitingRoom < 0 || !longestPutOff.isPositive()) {
            throw new IllegalArgumentException(
                    "meridian.agents wants handshakes >= 1, greetings >= 1, waiting-room >= 0 and longest-put-off > 0");
        }
    }
}
