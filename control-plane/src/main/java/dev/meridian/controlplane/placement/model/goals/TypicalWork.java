package dev.meridian.controlplane.placement.model.goals;

import dev.meridian.controlplane.placement.model.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What work usually asks for: the shapes that make up 95 % of what is placed and waits. Free
/// accelerators that such work could not use count as fragmented.
///
/// @param shapes the commonest first
public record TypicalWork(List<Shape> shapes) {
    private static final double COVERED = 0.95;

    /// @param frequency of all, the sum over the shapes is 1
    public record Shape(long cpuMillis, int devices, int millis, double frequency) {

        boolean isShare() {
            return devices == 1 && millis < 1000;
        }
    }

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
        List<Map.Entry<Key, Integer>> commonest = new ArrayList<>(seen.entrySet());
        commonest.sort(
                Map.Entry.<Key, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().cpuMillis())
                        .thenComparing(entry -> entry.getKey().devices())
                        .thenComparing(entry -> entry.getKey().millis()));
        List<Map.Entry<Key, Integer>> taken = new ArrayList<>();
        double covered = 0;
        for (Map.Entry<Key, Integer> entry : commonest) {
            if (covered >= COVERED * all) {
                break;
            }
            taken.add(entry);
            covered += entry.getValue();
        }
        double total = covered;
        return new TypicalWork(
                taken.stream()
                        .map(entry ->
                                new Shape(
                                        entry.getKey().cpuMillis(),
                                        entry.getKey().devices(),
                                        entry.getKey().millis(),
                                        entry.getValue() / total))
                        .toList());
    }
}
