package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Veto;

/// A share of an accelerator fits on one device, and no device is given away twice.
public record AcceleratorShare() implements NodeRule {

    @Override
    public String name() {
        return "accelerator-share";
    }

    @Override
    public String sentence() {
        return "one accelerator of the model has the share free that is asked for";
    }

    @Override
    public String unit() {
        return "thousandths";
    }

    @Override
    public boolean fixed() {
        return false;
    }

    @Override
    public long missing(Requirement requirement, NodeView view) {
        AcceleratorNeed need = requirement.accelerators();
        return need.isShare() ? Math.max(0, need.millis() - most(need, view)) : 0;
    }

    @Override
    public long overflow(NodeView view) {
        long over = 0;
        for (int i = 0; i < view.node().devices().size(); i++) {
            over += Math.max(0, -view.millisFree(i));
        }
        return over;
    }

    @Override
    public Veto veto(Requirement requirement, NodeView view) {
        AcceleratorNeed need = requirement.accelerators();
        int most = most(need, view);
        int size = view.node().devicesFor(need) > 0 ? Device.WHOLE : 0;
        return Shortage.veto(
                name(),
                need.millis(),
                most,
                size,
                need.toString(),
                most / 1000.0 + "",
                size == 0 ? "none" : "1");
    }

    @Override
    public String relaxed(Requirement requirement, NodeView view) {
        int most = most(requirement.accelerators(), view);
        return most == 0
                ? "no share of an accelerator"
                : "a share of " + most / 1000.0 + " or less";
    }

    private static int most(AcceleratorNeed need, NodeView view) {
        int most = 0;
        var devices = view.node().devices();
        for (int i = 0; i < devices.size(); i++) {
            int free = view.millisFree(i);
            if (free > most && need.accepts(devices.get(i))) {
                most = free;
            }
        }
        return most;
    }
}
