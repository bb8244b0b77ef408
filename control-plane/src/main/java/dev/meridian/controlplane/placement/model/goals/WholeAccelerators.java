package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;

/// Whole accelerators are devices of one node that nobody else holds any part of.
public record WholeAccelerators() implements NodeRule {

    @Override
    public String name() {
        return "accelerators";
    }

    @Override
    public String sentence() {
        return "the node has as many free accelerators of the model as are asked for";
    }

    @Override
    public String unit() {
        return "accelerators";
    }

    @Override
    public boolean fixed() {
        return false;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        AcceleratorNeed need = requirement.accelerators();
        return need.isWhole() ? Math.max(0, need.count() - free(need, view)) : 0;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        AcceleratorNeed need = requirement.accelerators();
        int free = free(need, view);
        int size = view.node().devicesFor(need);
        return Shortage.veto(
                name(), need.count(), free, size, need.toString(), free + "", size + "");
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        AcceleratorNeed need = requirement.accelerators();
        int free = free(need, view);
        String model = need.model() == null ? "gpu" : need.model();
        return free == 0 ? "no " + model : "accelerators: " + free + " × " + model + " or fewer";
    }

    private static int free(AcceleratorNeed need, NodeView view) {
        int free = 0;
        var devices = view.node().devices();
        for (int i = 0; i < devices.size(); i++) {
            if (view.millisFree(i) == Device.WHOLE && need.accepts(devices.get(i))) {
                free++;
            }
        }
        return free;
    }
}
