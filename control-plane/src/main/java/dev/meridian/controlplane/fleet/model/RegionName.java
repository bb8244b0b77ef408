package dev.meridian.controlplane.fleet.model;

/// The name of a region is its id.
///
/// @throws IllegalArgumentException when it holds anything but `a-z`, `0-9` and `-`, or more than
///   63 of them
public record RegionName(String value) implements Comparable<RegionName> {

    public RegionName {
        Names.checked("region", value);
    }

    @Override
    public int compareTo(RegionName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
