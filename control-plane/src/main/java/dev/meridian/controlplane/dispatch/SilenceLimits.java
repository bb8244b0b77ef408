package dev.meridian.controlplane.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a silence may last.
///
/// @param suspectAfter a node takes no new work
/// @param lostAfter a node counts as lost; what runs on it goes by its own lease
/// @param kill K: what an agent takes to stop its work once a lease has lapsed
/// @param drift between two monotonic clocks during a lease
/// @param startGrace after our own start nobody is declared lost: it was we who were away
@ConfigurationProperties("meridian.silence")
public record SilenceLimits(
        @DefaultValue("10s") Duration suspectAfter,
        @DefaultValue("60s") Duration lostAfter,
        @DefaultValue("5s") Duration kill,
        @DefaultValue("1s") Duration drift,
        @DefaultValue("2m") Duration startGrace) {

    Duration margin() {
        return kill.plus(drift);
    }
}
