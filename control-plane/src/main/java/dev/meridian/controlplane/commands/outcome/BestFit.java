package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Requirement;

/// The node of which least stays free: accelerators, CPU and memory as parts of what the node has,
/// added up.
public record BestFit() implements NodeChoice {

    @Override
    public double badness(Requirement requirement, Hall hall) {
        var has = hall.node().capacity();
        var need = requirement.amounts();
        return part(
                        hall.millisFree() - requirement.accelerators().totalMillis(),
                        (long) hall.node().devices().size() * Device.WHOLE)
                + part(hall.cpuFree() - need.cpu().value(), has.cpu().value())
                + part(hall.memoryFree() - need.memory().value(), has.memory().value());
    }

    private static double part(long free, long all) {
        return all == 0 ? 0 : free / (double) all;
    }
}
