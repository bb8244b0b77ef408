package dev.meridian.controlplane.telemetry.model;

import java.time.Instant;
import java.util.List;

/// How one metric of one device went over time, in equal steps; steps without a sample are left
/// out.
public record Series(String metric, String device, List<Point> points) {

    public Series {
        points = List.copyOf(points);
    }

    /// @param at the start of the step
    /// @param average over the samples of the step
    /// @param max over the samples of the step
    public record Point(Instant at, double average, double max) {}
}
