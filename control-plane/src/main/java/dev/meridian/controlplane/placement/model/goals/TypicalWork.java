package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// What work usually asks for: the shapes of what is placed and waits. Free accelerators that such
/// work will not use count as fragmented.
///
/// @param shapes the commonest first
public record TypicalWork(List<Shape> shapes) {
    private static final Comparator<Shape> COMMONEST =
            Comparator.comparingDouble(Shape::frequency)
                    .reversed()
                    .thenComparing(Shape::cpuMillis)
                    .thenComparing(Shape::devices)
                    .thenComparing(Shape::millis);

    /// @param frequency of all, the sum over the shapes is 1
    public record Shape(long cpuMillis, int devices, int millis, double frequency) {}

    public static TypicalWork of(Snapshot snapshot) {
        return of(WorkCensus.of(snapshot.placed()).withWaiting(snapshot.groups()));
    }

    public static TypicalWork of(WorkCensus census) {
        Map<WorkCensus.Shape, Integer> seen = census.counts();
        double all = seen.values().stream().mapToInt(Integer::intValue).sum();
        return new TypicalWork(
                seen.entrySet().stream()
                        .map(entry ->
                                new Shape(
                                        entry.getKey().cpuMillis(),
                                        entry.getKey().devices(),
                                        entry.getKey().millis(),
                                        entry.getValue() / all))
                        .sorted(COMMONEST)
                        .toList());
    }
}
