package dev.meridian.controlplane.fleet.model;

import org.jspecify.annotations.Nullable;

/// A region of one provider.
///
/// @param version grows with each edit; the ETag of its resource
public record Region(RegionName name, RegionEdit facts, long version) {

    public @Nullable String jurisdiction() {
        return facts.jurisdiction();
    }

    public @Nullable String provider() {
        return facts.provider();
    }
}
