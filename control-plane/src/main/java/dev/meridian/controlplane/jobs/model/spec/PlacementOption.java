package dev.meridian.controlplane.jobs.model.spec;

import org.jspecify.annotations.Nullable;

/// One kind of place where a job may run.
public record PlacementOption(
        @Says("region, `*` stands for anything") @Nullable RegionPattern region,
        @Says("true: only spot capacity; false: only other; absent: either")
                @Nullable Boolean spot) {

    public PlacementOption {
        Checks.of()
                .that(
                        region != null || spot != null,
                        "",
                        "this option names nothing",
                        "give region, spot or both",
                        "region",
                        "spot")
                .orThrow();
    }

    public boolean accepts(String nodeRegion, boolean nodeSpot) {
        return (region == null || region.matches(nodeRegion)) && (spot == null || spot == nodeSpot);
    }
}
