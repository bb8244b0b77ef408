package dev.meridian.controlplane.fleet.model;

/// Where a node belongs: region › cluster › pool, by name.
///
/// @throws IllegalArgumentException when a name holds anything but `a-z`, `0-9` and `-`, or more
///   than 63 of them
public record PlaceInFleet(RegionName region, String cluster, String pool) {

    public PlaceInFleet {
        Names.checked("cluster", cluster);
        Names.checked("node pool", pool);
    }
}
