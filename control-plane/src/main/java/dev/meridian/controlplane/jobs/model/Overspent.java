package dev.meridian.controlplane.jobs.model;

import dev.meridian.controlplane.kernel.model.Money;
import java.util.Locale;

/// A job that has spent all that it may.
public record Overspent(JobId job, Money most, Money spent) {

    public String sentence() {
        return String.format(
                Locale.ROOT,
                "budget.maxTotalCost is spent: $%.2f of $%.2f",
                spent.dollars(),
                most.dollars());
    }
}
