package dev.meridian.controlplane.telemetry;

import dev.meridian.controlplane.telemetry.model.Shelf;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long what is measured is kept.
///
/// @param retention of raw samples
/// @param rollupRetention of their means and maxima by the quarter of an hour
/// @param demandRetention of demand series
@ConfigurationProperties("meridian.telemetry")
record TelemetrySettings(
        @DefaultValue("7d") Duration retention,
        @DefaultValue("180d") Duration rollupRetention,
        @DefaultValue("400d") Duration demandRetention) {
    private static final Duration LEAST = Duration.ofDays(1);

    TelemetrySettings {
        checked("retention", retention);
        checked("rollup-retention", rollupRetention);
        checked("demand-retention", demandRetention);
    }

    Duration retention(Shelf shelf) {
        return switch (shelf) {
            case SAMPLES -> retention;
            case ROLLUPS -> rollupRetention;
            case DEMAND -> demandRetention;
        };
    }

    private static void checked(String name, Duration kept) {
        if (kept.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "meridian.telemetry."
                            + name
                            + ": what is measured is kept for a day at least, not for "
                            + kept);
        }
    }
}
