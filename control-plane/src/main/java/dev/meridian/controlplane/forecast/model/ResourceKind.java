package dev.meridian.controlplane.forecast.model;

/// What a series counts; series of one kind share one learned model.
public enum ResourceKind {
    CPU,
    MEMORY,
    NETWORK,
    STORAGE,
    ACCELERATOR,
    REQUESTS,
    RESPONSE_TIME
}
