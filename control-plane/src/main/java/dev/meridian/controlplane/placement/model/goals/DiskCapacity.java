package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;

/// What is placed on a node never holds more disk than it has.
public record DiskCapacity() implements NodeRule {

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String sentence() {
        return "the node has as much disk free as is asked for";
    }

    @Override
    public String unit() {
        return "MiB";
    }

    @Override
    public boolean fixed() {
        return false;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        return Math.max(0, requirement.amounts().disk().value() - Math.max(0, view.diskFree()));
    }

    @Override
    public long overflow(NodeView view) {
        return Math.max(0, -view.diskFree());
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        Mebibytes need = requirement.amounts().disk();
        Mebibytes size = view.node().capacity().disk();
        return Shortage.veto(
                name(),
                need.value(),
                view.diskFree(),
                size.value(),
                need + " of disk",
                free(view) + "",
                size + "");
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "disk: " + free(view) + " or less";
    }

    private static Mebibytes free(NodeView view) {
        return new Mebibytes(Math.max(0, view.diskFree()));
    }
}
