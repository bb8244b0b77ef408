package dev.meridian.controlplane.console.node;

import dev.meridian.controlplane.console.look.Show;
import dev.meridian.controlplane.telemetry.model.Sample;
import dev.meridian.controlplane.telemetry.model.Series;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was measured, in words: the table beside the plots.
///
/// @param low null: one value is all there is
record Measured(
        String title,
        String device,
        @Nullable String low,
        String value,
        @Nullable String high,
        @Nullable Instant at) {
    private static final Map<String, String> TITLES =
            Map.ofEntries(
                    Map.entry("cpu.used", "CPU used"),
                    Map.entry("memory.used", "Memory used"),
                    Map.entry("disk.used", "Disk used"),
                    Map.entry("disk.read", "Disk read"),
                    Map.entry("disk.write", "Disk written"),
                    Map.entry("net.rx", "Network received"),
                    Map.entry("net.tx", "Network sent"),
                    Map.entry("gpu.utilisation", "GPU busy"),
                    Map.entry("gpu.memory.used", "GPU memory used"),
                    Map.entry("gpu.temperature", "GPU temperature"),
                    Map.entry("gpu.power", "GPU power"),
                    Map.entry("gpu.errors", "GPU memory errors"));

    static Measured of(Sample sample, Show show) {
        return new Measured(
                title(sample.metric()),
                sample.device(),
                null,
                text(sample.metric(), sample.value(), show),
                null,
                sample.at());
    }

    static Measured of(Series series, Show show) {
        List<Series.Point> points = series.points();
        String metric = series.metric();
        return new Measured(
                title(metric),
                series.device(),
                text(
                        metric,
                        points.stream().mapToDouble(Series.Point::average).min().orElse(0),
                        show),
                text(
                        metric,
                        points.stream().mapToDouble(Series.Point::average).average().orElse(0),
                        show),
                text(metric, points.stream().mapToDouble(Series.Point::max).max().orElse(0), show),
                null);
    }

    private static String title(String metric) {
        return TITLES.getOrDefault(metric, metric);
    }

    private static String text(String metric, double value, Show show) {
        return switch (metric) {
            case "cpu.used" -> show.cores(value);
            case "memory.used", "disk.used", "gpu.memory.used" -> show.mebibytes(value);
            case "disk.read", "disk.write", "net.rx", "net.tx" -> show.bytes(value) + "/s";
            case "gpu.utilisation" -> show.percent(value);
            case "gpu.temperature" -> show.number(value) + " °C";
            case "gpu.power" -> show.number(value) + " W";
            default -> show.number(value);
        };
    }
}
