package dev.meridian.controlplane.commands.outcome.pollux;

import dev.meridian.controlplane.commands.openb.TraceFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Measured seconds of one training step of an application, by how its replicas lie on nodes.
///
/// `placements.csv` knows replicas per node on up to four nodes, up to rotation; `scalability.csv`
/// knows more nodes by their number and that of the replicas. What neither knows is taken from the
/// nearest of the latter, by replicas, then by nodes. Between local batch sizes times are
/// interpolated.
final class StepTimes {
    private static final int MOST = 1_000_000;

    private final Map<String, NavigableMap<Integer, Step>> byShape = new HashMap<>();
    private final Map<Scale, NavigableMap<Integer, Step>> byScale = new HashMap<>();

    /// @param seconds of the whole step
    /// @param sync of them, of making gradients the same everywhere
    record Step(double seconds, double sync) {
        private Step towards(Step other, double part) {
            return new Step(
                    seconds + part * (other.seconds - seconds), sync + part * (other.sync - sync));
        }
    }

    private record Scale(int nodes, int replicas) {}

    static StepTimes read(Path folder) {
        StepTimes times = new StepTimes();
        for (TraceFile.Row row :
                TraceFile.read(
                                folder.resolve("placements.csv"),
                                "placement",
                                "local_bsz",
                                "step_time",
                                "sync_time")
                        .rows()) {
            add(times.byShape.computeIfAbsent(row.text("placement"), _ -> new TreeMap<>()), row);
        }
        for (TraceFile.Row row :
                TraceFile.read(
                                folder.resolve("scalability.csv"),
                                "num_nodes",
                                "num_replicas",
                                "local_bsz",
                                "step_time",
                                "sync_time")
                        .rows()) {
            Scale scale =
                    new Scale(
                            (int) row.number("num_nodes", MOST),
                            (int) row.number("num_replicas", MOST));
            add(times.byScale.computeIfAbsent(scale, _ -> new TreeMap<>()), row);
        }
        return times;
    }

    private static void add(NavigableMap<Integer, Step> steps, TraceFile.Row row) {
        steps.put(
                (int) row.number("local_bsz", MOST),
                new Step(row.decimal("step_time"), row.decimal("sync_time")));
    }

    /// Over all placements.
    int largestLocalBatch() {
        return byShape.values().stream().mapToInt(NavigableMap::lastKey).max().orElse(1);
    }

    /// @param replicas on each node, none of them 0
    Step of(List<Integer> replicas, int localBatch) {
        NavigableMap<Integer, Step> steps = byShape.get(shape(replicas));
        return at(steps == null ? nearest(replicas) : steps, localBatch);
    }

    /// The least of all rotations, as the file has it.
    static String shape(List<Integer> replicas) {
        String once = replicas.stream().map(String::valueOf).collect(Collectors.joining());
        String least = once;
        for (int i = 1; i < once.length(); i++) {
            String turned = once.substring(i) + once.substring(0, i);
            least = turned.compareTo(least) < 0 ? turned : least;
        }
        return least;
    }

    private NavigableMap<Integer, Step> nearest(List<Integer> replicas) {
        int all = replicas.stream().mapToInt(Integer::intValue).sum();
        return byScale.entrySet().stream()
                .min(
                        Comparator.<Entry<Scale, NavigableMap<Integer, Step>>>comparingInt(
                                        entry -> Math.abs(entry.getKey().replicas() - all))
                                .thenComparingInt(
                                        entry -> Math.abs(entry.getKey().nodes() - replicas.size()))
                                .thenComparingInt(entry -> entry.getKey().nodes()))
                .map(Entry::getValue)
                .orElseThrow();
    }

    private static Step at(NavigableMap<Integer, Step> steps, int localBatch) {
        Entry<Integer, Step> below = steps.floorEntry(localBatch);
        Entry<Integer, Step> above = steps.ceilingEntry(localBatch);
        if (below == null || above == null) {
            return Objects.requireNonNull(below == null ? above : below).getValue();
        }
        double part =
                below.getKey().equals(above.getKey())
                        ? 0
                        : (localBatch - below.getKey())
                                / (double) (above.getKey() - below.getKey());
        return below.getValue().towards(above.getValue(), part);
    }
}
