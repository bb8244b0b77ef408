package dev.meridian.controlplane.forecast;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When anomalies of a node make its quarantine be proposed.
///
/// @param readings values outside of its band that one hardware metric must have shown
/// @param regionShare more of a region's nodes at once are not taken for bad hosts
@ConfigurationProperties("meridian.anomalies")
public record AnomalySettings(
        @DefaultValue("2") int readings, @DefaultValue("0.2") double regionShare) {}
