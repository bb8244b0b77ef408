package dev.meridian.controlplane.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How quickly the work of a lost region is placed elsewhere, and how slowly it goes back.
///
/// @param burst copies of one region that are given up at once when their leases are over
/// @param perSecond copies of one region a second after that; the most important jobs first
/// @param stable nothing is moved to a node that was away before it has been heard for so long
/// @param gentle for so long after its return what is moved to it is moved one after the other
@ConfigurationProperties("meridian.failover")
public record FailoverSettings(
        @DefaultValue("500") int burst,
        @DefaultValue("100") double perSecond,
        @DefaultValue("10m") Duration stable,
        @DefaultValue("1h") Duration gentle) {}
