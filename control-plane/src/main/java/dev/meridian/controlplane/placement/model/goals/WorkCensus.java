package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.PendingGroup;
import dev.meridian.controlplane.placement.model.Placed;
import dev.meridian.controlplane.placement.model.Requirement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// How much work there is of each shape. Immutable.
///
/// @param counts never zero
public record WorkCensus(Map<Shape, Integer> counts) {

    /// @param millis of each device
    record Shape(long cpuMillis, int devices, int millis) {

        static Shape of(Placed one) {
            return new Shape(
                    one.amounts().cpu().value(),
                    one.devices().size(),
                    one.devices().isEmpty() ? 0 : one.devices().getFirst().millis());
        }

        static Shape of(Requirement need) {
            return new Shape(
                    need.amounts().cpu().value(),
                    need.accelerators().count(),
                    need.accelerators().millis());
        }
    }

    public WorkCensus {
        counts = Map.copyOf(counts);
    }

    public static WorkCensus of(Collection<Placed> placed) {
        return new WorkCensus(Map.of()).with(placed);
    }

    public WorkCensus with(Collection<Placed> placed) {
        Map<Shape, Integer> now = new HashMap<>(counts);
        placed.forEach(one -> count(now, Shape.of(one), 1));
        return new WorkCensus(now);
    }

    public WorkCensus without(Collection<Placed> placed) {
        Map<Shape, Integer> now = new HashMap<>(counts);
        placed.forEach(one -> count(now, Shape.of(one), -1));
        return new WorkCensus(now);
    }

    /// Also with what waits.
    public WorkCensus withWaiting(Collection<PendingGroup> groups) {
        Map<Shape, Integer> now = new HashMap<>(counts);
        groups.forEach(group ->
                group.allocations().forEach(one -> count(now, Shape.of(one.requirement()), 1)));
        return new WorkCensus(now);
    }

    private static void count(Map<Shape, Integer> counts, Shape shape, int change) {
        counts.merge(shape, change, (one, other) -> one + other == 0 ? null : one + other);
    }
}
