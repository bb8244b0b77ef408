package dev.meridian.controlplane.fleet.model;

import dev.meridian.controlplane.kernel.model.Money;
import org.jspecify.annotations.Nullable;

/// What people may set of the way between two regions.
///
/// @param egressPerGb price of 10^9 bytes sent
/// @param latencyMs round trip, milliseconds; null when unknown
/// @param bandwidthMbps megabits per second; null when unknown
public record RegionPairEdit(
        Money egressPerGb, @Nullable Double latencyMs, @Nullable Double bandwidthMbps) {

    public RegionPairEdit {
        if (egressPerGb.micros() < 0) {
            throw new IllegalArgumentException(
                    "an egress price cannot be negative: " + egressPerGb);
        }
        if (latencyMs != null && !(latencyMs >= 0)) {
            throw new IllegalArgumentException(
                    "a latency cannot be negative: " + latencyMs + " ms");
        }
        if (bandwidthMbps != null && !(bandwidthMbps > 0)) {
            throw new IllegalArgumentException(
                    "a bandwidth is positive, not " + bandwidthMbps + " Mbit/s");
        }
    }
}
