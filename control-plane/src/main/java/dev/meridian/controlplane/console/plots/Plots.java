package dev.meridian.controlplane.console.plots;

import dev.meridian.controlplane.telemetry.model.Series;
import dev.meridian.controlplane.telemetry.model.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Series as small as a browser can plot them from.
///
/// @param from the start of step 0
public record Plots(Instant from, Instant to, long stepSeconds, List<Line> lines) {
    private static final double DIGITS = 10_000;

    /// One metric of one device.
    ///
    /// @param steps those in which something was measured
    /// @param average of each of these steps
    /// @param max of each of these steps
    public record Line(String metric, String device, int[] steps, double[] average, double[] max) {}

    public static Plots of(Span span, List<Series> series) {
        return new Plots(
                span.from(),
                span.to(),
                span.step().toSeconds(),
                series.stream().map(one -> line(span, one)).toList());
    }

    private static Line line(Span span, Series series) {
        List<Series.Point> points = series.points();
        return new Line(
                series.metric(),
                series.device(),
                points.stream().mapToInt(point -> step(span, point)).toArray(),
                points.stream().mapToDouble(point -> rounded(point.average())).toArray(),
                points.stream().mapToDouble(point -> rounded(point.max())).toArray());
    }

    private static int step(Span span, Series.Point point) {
        return (int)
                (Duration.between(span.from(), point.at()).toSeconds()
                        / Math.max(1, span.step().toSeconds()));
    }

    /// Four digits are finer than a screen.
    private static double rounded(double value) {
        if (value == 0 || !Double.isFinite(value)) {
            return 0;
        }
        double scale = DIGITS / Math.pow(10, Math.ceil(Math.log10(Math.abs(value))));
        return Math.round(value * scale) / scale;
    }
}
