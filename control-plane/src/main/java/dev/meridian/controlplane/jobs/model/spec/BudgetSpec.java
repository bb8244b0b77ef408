package dev.meridian.controlplane.jobs.model.spec;

import dev.meridian.controlplane.kernel.model.Money;
import org.jspecify.annotations.Nullable;

/// What a job may cost, in US dollars.
public record BudgetSpec(
        @Says("US dollars that all it holds may cost in an hour") @Nullable Money maxHourlyCost,
        @Says(
                        "US dollars that all its attempts may cost; when they are spent, the job is cancelled")
                @Nullable Money maxTotalCost) {

    private static final double MOST = 1e9;

    public BudgetSpec {
        Checks.of()
                .range(
                        "maxHourlyCost",
                        maxHourlyCost == null ? null : (Double) maxHourlyCost.dollars(),
                        0,
                        MOST)
                .range(
                        "maxTotalCost",
                        maxTotalCost == null ? null : (Double) maxTotalCost.dollars(),
                        0,
                        MOST)
                .that(
                        maxHourlyCost != null || maxTotalCost != null,
                        "",
                        "budget names no limit",
                        "give maxHourlyCost, maxTotalCost or both",
                        "maxHourlyCost",
                        "maxTotalCost")
                .orThrow();
    }
}
