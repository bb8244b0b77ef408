package dev.meridian.controlplane.telemetry.model.demand;

/// What a slot keeps of the looks that fell into it, about one a minute.
public enum Statistic {
    MEAN,
    MAXIMUM
}
