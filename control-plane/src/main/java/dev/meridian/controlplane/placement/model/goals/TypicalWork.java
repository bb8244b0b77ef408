package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.Comparator;
import java.util.HashMap;
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

    private record Key(long cpuMillis, int devices, int millis) {}

    public static TypicalWork of(Snapshot snapshot) {
        Map<Key, Integer> seen = new HashMap<>();
        snapshot.placed()
                .forEach(one ->
                        seen.merge(
                                new Key(
                                        one.amounts().cpu().value(),
                                        one.devices().size(),
                                        one.devices().isEmpty()
                                                ? 0
                                                : one.devices().getFirst().millis()),
                                1,
                                Integer::sum));
        snapshot.groups().stream()
                .flatMap(group -> group.allocations().stream())
                .map(waiting -> waiting.requirement())
                .forEach(need ->
                        seen.merge(
                                new Key(
                                        need.amounts().cpu().value(),
                                        need.accelerators().count(),
                                        need.accelerators().millis()),
                                1,
                                Integer::sum));
        return of(seen);
    }

    private static TypicalWork of(Map<Key, Integer> seen) {
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
