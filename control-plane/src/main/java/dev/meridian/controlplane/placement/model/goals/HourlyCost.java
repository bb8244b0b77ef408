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

/// All that a job holds costs no more in an hour than its `budget.maxHourlyCost`: what it holds
/// already and the part of this node that one more instance would hold.
public record HourlyCost() implements NodeRule {

    @Override
    public String name() {
        return "hourly-cost";
    }

    @Override
    public String sentence() {
        return "what the job holds costs no more in an hour than its budget";
    }

    @Override
    public String unit() {
        return "millionths of a dollar per hour";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    /// What one instance on the node costs in an hour.
    public static Money of(Requirement requirement, Node node) {
        return Money.ofDollars(Price.held(requirement, node));
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        Purse purse = requirement.stakes().purse();
        return purse == null || purse.maxHourly() == null
                ? 0
                : purse.overHourly(of(requirement, view.node()));
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        Purse purse = requirement.stakes().budget();
        double most = limit(purse).dollars();
        double here = of(requirement, view.node()).dollars();
        double held = purse.held().dollars();
        return new Veto(
                PendingToken.EXCEEDS_BUDGET,
                name(),
                String.format(
                        Locale.ROOT,
                        "budget.maxHourlyCost is $%.2f, one instance costs $%.2f an hour on the cheapest of these%s",
                        most,
                        here,
                        held == 0
                                ? ""
                                : String.format(Locale.ROOT, " and the job holds $%.2f", held)),
                Map.of("maxHourlyCost", most, "hourlyCost", here, "held", held),
                missing(requirement, view),
                // what the job holds ends some time, if it alone would fit
                held > 0 && here <= most);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "budget.maxHourlyCost: "
                + Purse.cents(
                        requirement.stakes().budget().held().plus(of(requirement, view.node())));
    }

    private static Money limit(Purse purse) {
        Money most = purse.maxHourly();
        if (most == null) {
            throw new IllegalArgumentException("has no limit by the hour");
        }
        return most;
    }
}
