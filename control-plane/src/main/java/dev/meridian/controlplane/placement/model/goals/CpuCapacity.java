package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.kernel.model.Millicores;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;

/// What is placed on a node never holds more CPU than it has.
public record CpuCapacity() implements NodeRule {

    @Override
    public String name() {
        return "cpu";
    }

    @Override
    public String sentence() {
        return "the node has as much CPU free as is asked for";
    }

    @Override
    public String unit() {
        return "millicores";
    }

    @Override
    public boolean fixed() {
        return false;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        return Math.max(0, requirement.amounts().cpu().value() - Math.max(0, view.cpuFree()));
    }

    @Override
    public long overflow(NodeView view) {
        return Math.max(0, -view.cpuFree());
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        Millicores need = requirement.amounts().cpu();
        Millicores size = view.node().capacity().cpu();
        return Shortage.veto(
                name(),
                need.value(),
                view.cpuFree(),
                size.value(),
                need + " cores",
                free(view) + "",
                size + "");
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "cpu: " + free(view) + " or less";
    }

    private static Millicores free(NodeView view) {
        return new Millicores(Math.max(0, view.cpuFree()));
    }
}
