package dev.meridian.controlplane.placement.index;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingReason;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Purse;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.goals.HourlyCost;
import dev.meridian.controlplane.placement.model.goals.TotalCost;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What jobs with a budget come to cost by a draft: the rules about one instance on one node do not
/// see what else the same plan places of the job.
public final class Spending {
    private final Map<JobId, Purse> purses = new HashMap<>();

    /// Books one more instance on a node.
    ///
    /// @return false where the job cannot afford it, and nothing is booked
    public boolean take(JobId job, Requirement requirement, Node node) {
        Purse purse = purse(job, requirement);
        if (purse == null) {
            return true;
        }
        Money hourly = HourlyCost.of(requirement, node);
        Money total = TotalCost.of(requirement, node);
        if (purse.overHourly(hourly) > 0 || purse.overTotal(total) > 0) {
            return false;
        }
        purses.put(job, purse.with(hourly, total));
        return true;
    }

    /// Takes [#take] back.
    public void give(JobId job, Requirement requirement, Node node) {
        Purse purse = purse(job, requirement);
        if (purse != null) {
            purses.put(
                    job,
                    purse.with(
                            new Money(-HourlyCost.of(requirement, node).micros()),
                            new Money(-TotalCost.of(requirement, node).micros())));
        }
    }

    /// The same where no node may be used that costs more than one of so many parts of what is
    /// left.
    Requirement narrowed(JobId job, Requirement requirement, int parts) {
        Purse purse = purse(job, requirement);
        return purse == null
                ? requirement
                : requirement.with(
                        requirement
                                .stakes()
                                .with(
                                        new Purse(
                                                part(purse.maxHourly(), purse.held(), parts),
                                                Money.ZERO,
                                                part(purse.maxTotal(), purse.spent(), parts),
                                                Money.ZERO)));
    }

    private static @Nullable Money part(@Nullable Money most, Money already, int parts) {
        return most == null ? null : new Money((most.micros() - already.micros()) / parts);
    }

    /// Why what has room must wait.
    PendingReason refusal(JobId job, Requirement requirement) {
        Purse purse = purse(job, requirement);
        Map<String, Object> numbers = new HashMap<>();
        StringBuilder said = new StringBuilder("would cost more than its budget");
        if (purse != null && purse.maxHourly() != null) {
            say(
                    said,
                    numbers,
                    "maxHourlyCost",
                    purse.maxHourly(),
                    "held",
                    purse.held(),
                    " an hour");
        }
        if (purse != null && purse.maxTotal() != null) {
            say(said, numbers, "maxTotalCost", purse.maxTotal(), "spent", purse.spent(), "");
        }
        return new PendingReason(PendingToken.EXCEEDS_BUDGET, said.toString(), numbers);
    }

    private static void say(
            StringBuilder said,
            Map<String, Object> numbers,
            String limit,
            Money most,
            String used,
            Money already,
            String per) {
        said.append(
                String.format(
                        Locale.ROOT,
                        "; budget.%s is $%.2f, of which what it has and starts now takes $%.2f%s",
                        limit,
                        most.dollars(),
                        already.dollars(),
                        per));
        numbers.put(limit, most.dollars());
        numbers.put(used, already.dollars());
    }

    private @Nullable Purse purse(JobId job, Requirement requirement) {
        Purse first = requirement.stakes().purse();
        return first == null ? null : purses.getOrDefault(job, first);
    }
}
