package dev.meridian.controlplane.jobs.model.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a job may run.
public record PlacementSpec(
        @Says("places, one of which must fit; empty: anywhere") List<PlacementOption> anyOf,
        @Says("jurisdictions that the job never leaves") @Nullable ResidencySpec residency,
        @Says("data that it reads, for egress price and transfer time") List<DataSpec> data,
        @Says("how near it must be") @Nullable LatencySpec latency) {

    public PlacementSpec {
        anyOf = List.copyOf(anyOf);
        data = List.copyOf(data);
        Checks.of().size("anyOf", anyOf, 0, 100).size("data", data, 0, 100).orThrow();
    }

    public boolean accepts(String region, boolean spot) {
        return anyOf.isEmpty() || anyOf.stream().anyMatch(option -> option.accepts(region, spot));
    }

    /// Jurisdictions that are allowed; empty: any.
    public List<String> jurisdictions() {
        return residency == null ? List.of() : residency.allow();
    }
}
