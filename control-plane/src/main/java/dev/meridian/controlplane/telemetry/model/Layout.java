package dev.meridian.controlplane.telemetry.model;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/// What the readings of a row are, in their order.
///
/// @param devices one for each metric; empty: the whole
public record Layout(List<String> metrics, List<String> devices) {

    public Layout {
        metrics = List.copyOf(metrics);
        devices = List.copyOf(devices);
        if (metrics.size() != devices.size()) {
            throw new IllegalArgumentException(
                    metrics.size() + " metrics of " + devices.size() + " devices");
        }
    }

    /// The same for equal layouts, on every replica and for ever.
    public UUID fingerprint() {
        return UUID.nameUUIDFromBytes(
                (String.join("\n", metrics) + "\n\n" + String.join("\n", devices))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
