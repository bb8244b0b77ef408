package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.kernel.model.Money;
import dev.meridian.controlplane.placement.model.Node;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Purse;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Locale;
import java.util.Map;

/// A job costs no more in all than its `budget.maxTotalCost`: what its attempts have cost and will,
/// and what a run on this node is foretold to cost. Where no run time is foretold, it may begin as
/// long as something is left.
public record TotalCost() implements NodeRule {

    @Override
    public String name() {
        return "total-cost";
    }

    @Override
    public String sentence() {
        return "the job is not foretold to cost more than its budget";
    }

    @Override
    public String unit() {
        return "millionths of a dollar";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    /// What a run on the node is foretold to cost; a cent's hundredth where no run time is.
    public static Money of(Requirement requirement, Node node) {
        double hours = requirement.stakes().hours() / node.relativeSpeed();
        double dollars = Price.held(requirement, node);
        return Money.ofDollars(Math.max(dollars > 0 ? LEAST : 0, dollars * hours));
    }

    private static final double LEAST = 0.0001;

    @Override
    public long missing(Requirement requirement, NodeView view) {
        Purse purse = requirement.stakes().purse();
        return purse == null || purse.maxTotal() == null
                ? 0
                : purse.overTotal(of(requirement, view.node()));
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        Purse purse = requirement.stakes().budget();
        double most = limit(purse).dollars();
        double spent = purse.spent().dollars();
        double here = of(requirement, view.node()).dollars();
        return new Veto(
                PendingToken.EXCEEDS_BUDGET,
                name(),
                String.format(
                        Locale.ROOT,
                        "budget.maxTotalCost is $%.2f, $%.2f are spent or foretold for what runs, and a run is foretold to cost $%.2f on the cheapest of these",
                        most,
                        spent,
                        here),
                Map.of("maxTotalCost", most, "spent", spent, "foretold", here),
                missing(requirement, view),
                false);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "budget.maxTotalCost: "
                + Purse.cents(
                        requirement.stakes().budget().spent().plus(of(requirement, view.node())));
    }

    private static Money limit(Purse purse) {
        Money most = purse.maxTotal();
        if (most == null) {
            throw new IllegalArgumentException("has no limit in all");
        }
        return most;
    }
}
