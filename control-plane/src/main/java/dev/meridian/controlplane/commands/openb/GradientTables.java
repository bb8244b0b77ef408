package dev.meridian.controlplane.commands.openb;

import dev.meridian.controlplane.placement.model.Device;
import dev.meridian.controlplane.placement.model.NodeView;
import dev.meridian.controlplane.placement.model.goals.TypicalWork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The measure that fragmentation gradient descent (ATC'23) goes down: the expected part of a
/// node's free accelerators that a typical piece of work could not use. Typical are the commonest
/// shapes that make up 95 %. Read from cumulative tables, which costs a look-up for each device and
/// not one for each device and shape.
final class GradientTables {
    private static final double COVERED = 0.95;

    private final long[] levels;

    /// by level of free CPU and thousandths: how much of the work is a share of at most that size
    private final double[][] sharesUpTo;

    /// by level of free CPU and devices: how much of the work is whole devices, at most so many
    private final double[][] wholesUpTo;

    GradientTables(TypicalWork work) {
        List<TypicalWork.Shape> shapes = new ArrayList<>();
        double covered = 0;
        for (TypicalWork.Shape shape : work.shapes()) {
            if (covered < COVERED) {
                shapes.add(shape);
                covered += shape.frequency();
            }
        }
        levels =
                shapes.stream()
                        .mapToLong(TypicalWork.Shape::cpuMillis)
                        .distinct()
                        .sorted()
                        .toArray();
        sharesUpTo = new double[levels.length + 1][Device.WHOLE];
        wholesUpTo = new double[levels.length + 1][Device.MOST + 1];
        for (int level = 1; level <= levels.length; level++) {
            for (TypicalWork.Shape shape : shapes) {
                if (shape.devices() > 0 && shape.cpuMillis() <= levels[level - 1]) {
                    if (shape.millis() < Device.WHOLE) {
                        sharesUpTo[level][shape.millis()] += shape.frequency() / covered;
                    } else {
                        wholesUpTo[level][shape.devices()] += shape.frequency() / covered;
                    }
                }
            }
            Arrays.parallelPrefix(sharesUpTo[level], Double::sum);
            Arrays.parallelPrefix(wholesUpTo[level], Double::sum);
        }
    }

    /// In accelerators.
    double of(NodeView view) {
        int devices = view.node().devices().size();
        int total = 0;
        int most = 0;
        int whole = 0;
        for (int i = 0; i < devices; i++) {
            int free = view.millisFree(i);
            total += free;
            most = Math.max(most, free);
            whole += free == Device.WHOLE ? 1 : 0;
        }
        int at = Arrays.binarySearch(levels, view.cpuFree());
        int level = at >= 0 ? at + 1 : -at - 1;
        double[] shares = sharesUpTo[level];
        double fittingShares = shares[Math.min(most, Device.WHOLE - 1)];
        double fittingWholes = wholesUpTo[level][whole];
        double stranded = total * (1 - fittingShares - fittingWholes);
        for (int i = 0; i < devices; i++) {
            int free = view.millisFree(i);
            if (free > 0 && free < Device.WHOLE) {
                stranded += free * (fittingShares - shares[free] + fittingWholes);
            }
        }
        return stranded / Device.WHOLE;
    }
}
