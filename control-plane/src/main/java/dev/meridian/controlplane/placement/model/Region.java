package dev.meridian.controlplane.placement.model;

import org.jspecify.annotations.Nullable;

/// @param jurisdiction null satisfies no residency rule
public record Region(String name, @Nullable String jurisdiction, @Nullable String provider) {}
