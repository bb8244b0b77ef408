package dev.meridian.controlplane.dispatch.model;

import dev.meridian.controlplane.dispatch.model.DrilledCopy.Stage;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a drill has shown so far.
public record DrillReport(Drill drill, List<DrilledCopy> copies) {

    public DrillReport {
        copies = List.copyOf(copies);
    }

    /// Times until copies ran again, of one policy.
    ///
    /// @param p50 of those that are back, by the nearest rank, like the 99th percentile; null where
    ///   none is
    public record Recovery(
            int copies,
            int back,
            @Nullable Duration p50,
            @Nullable Duration p99,
            @Nullable Duration worst) {}

    /// How many copies are how far; stages without any are absent.
    public Map<Stage, Integer> stages() {
        Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
        copies.forEach(copy -> counts.merge(copy.stage(), 1, Integer::sum));
        return counts;
    }

    /// By policy, in alphabetical order. What was kept is not in it.
    public Map<String, Recovery> recovery() {
        Map<String, Recovery> found = new TreeMap<>();
        copies.stream()
                .filter(copy -> copy.stage() != Stage.KEPT)
                .map(DrilledCopy::policy)
                .distinct()
                .forEach(policy -> found.put(policy, recovery(policy)));
        return found;
    }

    private Recovery recovery(String policy) {
        List<DrilledCopy> all =
                copies.stream().filter(copy -> copy.policy().equals(policy)).toList();
        List<Duration> times =
                all.stream().map(DrilledCopy::recovery).filter(Objects::nonNull).sorted().toList();
        return new Recovery(
                all.size(), times.size(), rank(times, 0.5), rank(times, 0.99), rank(times, 1));
    }

    private static @Nullable Duration rank(List<Duration> sorted, double quantile) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }

    /// The sum of the runs that were stopped: what work without a checkpoint has lost.
    public Duration stopped() {
        return copies.stream()
                .map(DrilledCopy::stopped)
                .filter(Objects::nonNull)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Whether nothing more is to be learnt.
    public boolean isOver() {
        return copies.stream().allMatch(copy -> copy.stage().isFinal());
    }
}
