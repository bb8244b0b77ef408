package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.PendingToken;
import dev.meridian.controlplane.placement.model.Region;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;
import java.util.Map;
import java.util.TreeSet;

/// Work stays in the jurisdictions it names. A region that states none satisfies no such rule.
public record Residency() implements NodeRule {

    @Override
    public String name() {
        return "residency";
    }

    @Override
    public String sentence() {
        return "the node's region lies in an allowed jurisdiction";
    }

    @Override
    public String unit() {
        return "jurisdictions";
    }

    @Override
    public boolean fixed() {
        return true;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        String jurisdiction = view.node().region().jurisdiction();
        return requirement.residency().isEmpty()
                        || (jurisdiction != null && requirement.residency().contains(jurisdiction))
                ? 0
                : 1;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        Region region = view.node().region();
        String allowed = String.join(", ", new TreeSet<>(requirement.residency()));
        String there =
                region.jurisdiction() == null
                        ? "states no jurisdiction"
                        : "lies in " + region.jurisdiction();
        return new Veto(
                PendingToken.RESIDENCY_FORBIDS,
                name(),
                "may run in " + allowed + " only; region " + region.name() + " " + there,
                Map.of("allowed", allowed, "region", region.name()),
                1,
                false);
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        String jurisdiction = view.node().region().jurisdiction();
        return jurisdiction == null ? "no residency rule" : "residency that allows " + jurisdiction;
    }
}
