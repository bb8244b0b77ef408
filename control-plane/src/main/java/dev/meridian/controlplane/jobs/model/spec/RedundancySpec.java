package dev.meridian.controlplane.jobs.model.spec;

/// Copies of each allocation in several regions.
public record RedundancySpec(
        @Says("how many regions; 1: no copies, whatever is usual in the project") @Default("2")
                int regions,
        @Says("standby: prepared and waiting; active: all at work") @Default("standby")
                RedundancyMode mode) {

    public RedundancySpec {
        Checks.of().range("regions", regions, 1, 10).orThrow();
    }

    /// Allocations that are at work for each instance that was asked for.
    int copies() {
        return mode == RedundancyMode.ACTIVE ? regions : 1;
    }

    /// Prepared places that wait beside each allocation.
    int standbys() {
        return mode == RedundancyMode.STANDBY ? regions - 1 : 0;
    }
}
