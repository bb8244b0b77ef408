package dev.meridian.controlplane.placement.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the places of `anyOf`; what is null leaves that open, names may hold `*`.
public record PlaceChoice(
        @Nullable String region,
        @Nullable String cluster,
        @Nullable String zone,
        @Nullable String pool,
        @Nullable String provider,
        @Nullable Boolean spot) {

    public static PlaceChoice ofRegion(String region) {
        return new PlaceChoice(region, null, null, null, null, null);
    }

    public boolean admits(Node node) {
        return admits(region, node.region().name())
                && admits(cluster, node.cluster())
                && admits(zone, node.label("zone"))
                && admits(pool, node.pool())
                && admits(provider, node.region().provider())
                && (spot == null || spot == node.spot());
    }

    private static boolean admits(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || (actual != null && Wildcard.matches(wanted, actual));
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, "region", region);
        add(parts, "cluster", cluster);
        add(parts, "zone", zone);
        add(parts, "pool", pool);
        add(parts, "provider", provider);
        if (spot != null) {
            parts.add(spot ? "spot" : "not spot");
        }
        return parts.isEmpty() ? "anywhere" : String.join(" and ", parts);
    }

    private static void add(List<String> parts, String what, @Nullable String value) {
        if (value != null) {
            parts.add(what + " " + value);
        }
    }
}
