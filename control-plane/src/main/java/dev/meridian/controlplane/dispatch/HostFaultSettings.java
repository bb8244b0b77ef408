package dev.meridian.controlplane.dispatch;

import dev.meridian.controlplane.dispatch.model.HostLimits;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When the quarantine of a host is proposed.
///
/// @param window what happened earlier is forgotten
/// @param failedStarts of different jobs that other hosts could start
/// @param lostLeases separate times at which what it held was given up
/// @param silences separate times at which it fell silent while it held something
/// @param regionShare more of a region's nodes at once are not taken for bad hosts
@ConfigurationProperties("meridian.host-faults")
public record HostFaultSettings(
        @DefaultValue("6h") Duration window,
        @DefaultValue("3") int failedStarts,
        @DefaultValue("3") int lostLeases,
        @DefaultValue("6") int silences,
        @DefaultValue("0.2") double regionShare) {

    HostLimits limits() {
        return new HostLimits(failedStarts, lostLeases, silences, regionShare);
    }
}
