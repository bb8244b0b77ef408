package dev.meridian.controlplane.placement.model;

/// Data that an allocation reads, and the region where it lies.
public record DataSource(String uri, String region, double sizeGb) {}
