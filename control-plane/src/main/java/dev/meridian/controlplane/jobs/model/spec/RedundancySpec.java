package dev.meridian.controlplane.jobs.model.spec;

/// Copies of the job in several regions.
public record RedundancySpec(
        @Says("how many regions") @Default("2") int regions,
        @Says("standby: prepared and waiting; active: all at work") @Default("standby")
                RedundancyMode mode) {

    public RedundancySpec {
        Checks.of().range("regions", regions, 2, 10).orThrow();
    }
}
