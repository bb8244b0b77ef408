package dev.meridian.controlplane.fleet.model;

import java.util.Optional;

/// Where a host says that it belongs; what it leaves empty it leaves to us.
///
/// @param pool `default` is what agents say that were told of no pool, so it claims nothing
public record PlaceClaim(String region, String cluster, String pool) {

    /// @return a sentence when the claim contradicts where the host does belong
    public Optional<String> contradicts(PlaceInFleet place) {
        return differs("region", region, place.region().value())
                .or(() -> differs("cluster", cluster, place.cluster()))
                .or(() ->
                        pool.equals("default")
                                ? Optional.empty()
                                : differs("pool", pool, place.pool()));
    }

    private static Optional<String> differs(String what, String said, String granted) {
        return said.isEmpty() || said.equals(granted)
                ? Optional.empty()
                : Optional.of(
                        "%s \"%s\" was granted, \"%s\" is claimed".formatted(what, granted, said));
    }
}
