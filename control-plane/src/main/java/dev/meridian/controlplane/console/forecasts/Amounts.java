package dev.meridian.controlplane.console.forecasts;

import dev.meridian.controlplane.console.look.Show;
import org.jspecify.annotations.Nullable;

/// Values of a series in words, with their unit.
public record Amounts(String unit, Show show) {

    public String of(@Nullable Double value) {
        if (value == null || !Double.isFinite(value)) {
            return "–";
        }
        return switch (unit) {
            case "MiB" -> show.mebibytes(value);
            case "B/s" -> show.bytes(value) + "/s";
            case String other -> show.number(value) + " " + other;
        };
    }
}
