package dev.meridian.controlplane.commands.outcome;

import dev.meridian.controlplane.placement.model.AcceleratorNeed;
import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.HashMap;
import java.util.Map;

/// Fragmentation gradient descent (Weng et al., *Beware of Fragmentation*, ATC 2023) for whole
/// accelerators: the node where it adds least to what a piece of typical work, drawn at random,
/// could not use of the free accelerators. Typical is what waits and runs. Ties by the first node.
public final class FragmentationGradient implements NodeChoice {
    private Map<Shape, Integer> shapes = Map.of();

    private record Shape(long cpu, long memory, int devices) {}

    @Override
    public void look(Snapshot snapshot) {
        Map<Shape, Integer> seen = new HashMap<>();
        for (Placed one : snapshot.placed()) {
            seen.merge(
                    new Shape(
                            one.amounts().cpu().value(),
                            one.amounts().memory().value(),
                            one.devices().size()),
                    1,
                    Integer::sum);
        }
        snapshot.groups().stream()
                .flatMap(group -> group.allocations().stream())
                .forEach(one -> seen.merge(shape(one.requirement()), 1, Integer::sum));
        shapes = seen;
    }

    private static Shape shape(Requirement requirement) {
        return new Shape(
                requirement.amounts().cpu().value(),
                requirement.amounts().memory().value(),
                requirement.accelerators().count());
    }

    @Override
    public double badness(Requirement requirement, Hall hall) {
        AcceleratorNeed need = requirement.accelerators();
        long cpu = hall.cpuFree();
        long memory = hall.memoryFree();
        long devices = hall.millisFree() / Device.WHOLE;
        return fragmented(
                        cpu - requirement.amounts().cpu().value(),
                        memory - requirement.amounts().memory().value(),
                        devices - need.count())
                - fragmented(cpu, memory, devices);
    }

    /// Free accelerators that typical work cannot use, summed over all of it.
    private double fragmented(long cpu, long memory, long devices) {
        double sum = 0;
        for (var entry : shapes.entrySet()) {
            Shape shape = entry.getKey();
            boolean fits =
                    shape.devices() > 0
                            && shape.cpu() <= cpu
                            && shape.memory() <= memory
                            && shape.devices() <= devices;
            sum += fits ? 0 : (double) entry.getValue() * devices;
        }
        return sum;
    }
}
