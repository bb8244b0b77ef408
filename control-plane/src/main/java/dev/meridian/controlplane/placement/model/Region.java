package dev.meridian.controlplane.placement.model;

import dev.meridian.controlplane.fleet.model.Coordinates;
import org.jspecify.annotations.Nullable;

/// @param jurisdiction null satisfies no residency rule
/// @param coordinates null: nobody has said where it lies
public record Region(
        String name,
        @Nullable String jurisdiction,
        @Nullable String provider,
        @Nullable Coordinates coordinates) {

    /// One of which nobody has said where it lies.
    public Region(String name, @Nullable String jurisdiction, @Nullable String provider) {
        this(name, jurisdiction, provider, null);
    }
}
