package dev.meridian.controlplane.placement;

import dev.meridian.controlplane.jobs.model.JobId;
import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.Amounts;
import dev.meridian.controlplane.placement.model.Bounds;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.PendingAllocation;
import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import dev.meridian.controlplane.placement.model.Stakes;
import dev.meridian.controlplane.placement.model.goals.HourlyCost;
import dev.meridian.controlplane.placement.model.goals.TotalCost;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Jobs that stay within their budgets wherever a plan puts all that waits of them, be it each
/// instance on the dearest node for it: for these a budget refuses nothing.
final class AmpleBudgets {
    /// What rounding may add to each sum, in millionths of a dollar.
    private static final long ROUNDING = 1;

    /// What a price depends on.
    private record Kind(Money price, Amounts capacity, int devices, double speed) {}

    private record Asked(Amounts amounts, int millis, double hours) {}

    private record Cost(Money hourly, Money total) {
        Cost plus(Cost more) {
            return new Cost(hourly.plus(more.hourly), total.plus(more.total));
        }

        Cost atLeast(Cost other) {
            return new Cost(larger(hourly, other.hourly), larger(total, other.total));
        }
    }

    private static final Cost FREE = new Cost(Money.ZERO, Money.ZERO);

    private final List<Node> kinds;
    private final Map<Asked, Cost> dearest = new HashMap<>();

    private AmpleBudgets(List<Node> kinds) {
        this.kinds = kinds;
    }

    /// @param hours that a run of a group takes on the reference node; 0: not foretold
    static Set<JobId> of(Snapshot snapshot, ToDoubleFunction<PendingGroup> hours) {
        List<PendingGroup> limited =
                snapshot.groups().stream().filter(group -> group.bounds().hasBudget()).toList();
        if (limited.isEmpty()) {
            return Set.of();
        }
        Map<Kind, Node> kinds = new HashMap<>();
        snapshot.nodes()
                .forEach(node ->
                        kinds.putIfAbsent(
                                new Kind(
                                        node.pricePerHour(),
                                        node.capacity(),
                                        node.devices().size(),
                                        node.relativeSpeed()),
                                node));
        AmpleBudgets budgets = new AmpleBudgets(List.copyOf(kinds.values()));
        Map<JobId, Cost> costs = new HashMap<>();
        limited.forEach(group ->
                costs.merge(
                        group.job(), budgets.most(group, hours.applyAsDouble(group)), Cost::plus));
        Set<JobId> ample = new HashSet<>(costs.keySet());
        for (PendingGroup group : limited) {
            Cost most = costs.getOrDefault(group.job(), FREE);
            if (!suffices(group.bounds(), hours.applyAsDouble(group), most, snapshot)) {
                ample.remove(group.job());
            }
        }
        return ample;
    }

    private static boolean suffices(Bounds bounds, double hours, Cost most, Snapshot snapshot) {
        Money hourly = bounds.maxHourly();
        Money total = bounds.maxTotal();
        return (hourly == null || bounds.spent().perHour().plus(most.hourly).compareTo(hourly) <= 0)
                && (total == null
                        || bounds.spent()
                                        .foretold(snapshot.at(), hours)
                                        .plus(most.total)
                                        .compareTo(total)
                                <= 0);
    }

    /// What all that waits of a group could cost.
    private Cost most(PendingGroup group, double hours) {
        Cost sum = FREE;
        for (PendingAllocation one : group.allocations()) {
            sum = sum.plus(dearest(one.requirement(), hours));
        }
        return sum;
    }

    private Cost dearest(Requirement requirement, double hours) {
        return dearest.computeIfAbsent(
                new Asked(requirement.amounts(), requirement.accelerators().totalMillis(), hours),
                _ -> {
                    Requirement asked = requirement.with(new Stakes(hours, null, null));
                    Cost most = FREE;
                    for (Node node : kinds) {
                        most =
                                most.atLeast(
                                        new Cost(
                                                rounded(HourlyCost.of(asked, node)),
                                                rounded(TotalCost.of(asked, node))));
                    }
                    return most;
                });
    }

    private static Money rounded(Money cost) {
        return new Money(cost.micros() + ROUNDING);
    }

    private static Money larger(Money one, Money other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
