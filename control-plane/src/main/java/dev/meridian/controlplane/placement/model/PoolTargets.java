package dev.meridian.controlplane.placement.model;

import java.util.Map;

/// How full pools should be at most.
///
/// @param usual part of any pool above which it costs to fill it; 1: of no matter
/// @param headroom what is kept free of some
public record PoolTargets(double usual, Map<Pool, Headroom> headroom) {
    public static final PoolTargets NONE = new PoolTargets(1, Map.of());

    public PoolTargets {
        if (!(usual > 0 && usual <= 1)) {
            throw new IllegalArgumentException(
                    "a target utilisation is above 0 and at most 1, not " + usual);
        }
        headroom = Map.copyOf(headroom);
    }

    /// Whether any pool has one.
    public boolean any() {
        return usual < 1 || !headroom.isEmpty();
    }
}
