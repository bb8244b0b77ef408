package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.kernel.model.Mebibytes;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;

/// What is placed on a node never holds more memory than it has.
public record MemoryCapacity() implements NodeRule {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String sentence() {
        return "the node has as much memory free as is asked for";
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
        return Math.max(0, requirement.amounts().memory().value() - Math.max(0, view.memoryFree()));
    }

    @Override
    public long overflow(NodeView view) {
        return Math.max(0, -view.memoryFree());
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        Mebibytes need = requirement.amounts().memory();
        Mebibytes size = view.node().capacity().memory();
        return Shortage.veto(
                name(),
                need.value(),
                view.memoryFree(),
                size.value(),
                need + " of memory",
                free(view) + "",
                size + "");
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        return "memory: " + free(view) + " or less";
    }

    private static Mebibytes free(NodeView view) {
        return new Mebibytes(Math.max(0, view.memoryFree()));
    }
}
