package dev.meridian.controlplane.fleet.model;

import org.jspecify.annotations.Nullable;

/// What people may set of a region; an edit replaces all of it.
///
/// @param jurisdiction unset satisfies no residency rule
public record RegionEdit(
        @Nullable String provider,
        @Nullable String jurisdiction,
        @Nullable Coordinates coordinates) {

    public static final RegionEdit UNSET = new RegionEdit(null, null, null);
}
