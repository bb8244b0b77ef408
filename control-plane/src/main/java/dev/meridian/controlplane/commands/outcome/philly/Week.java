package dev.meridian.controlplane.commands.outcome.philly;

import dev.meridian.controlplane.commands.openb.TraceFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Jobs as the trace tells of them, by the time of their submission.
public record Week(List<Line> lines) {
    private static final int MOST_DEVICES = 1024;
    private static final long MOST_SECONDS = 1_000_000_000;

    /// @param cluster the virtual cluster whose job it is
    record Line(long submitted, long seconds, int accelerators, String cluster) {

        /// Accelerator seconds that could be done by then.
        double until(long end) {
            return (double) accelerators * Math.min(seconds, end - submitted);
        }
    }

    /// Columns `submit_s`, `duration_s`, `num_gpus`, `vc`; jobs without accelerators or duration
    /// are left out.
    public static Week read(Path file) {
        TraceFile trace = TraceFile.read(file, "submit_s", "duration_s", "num_gpus", "vc");
        List<Line> lines =
                trace.rows().stream()
                        .map(row ->
                                new Line(
                                        row.number("submit_s", MOST_SECONDS),
                                        row.number("duration_s", MOST_SECONDS),
                                        (int) row.number("num_gpus", MOST_DEVICES),
                                        row.text("vc")))
                        .filter(line -> line.accelerators() > 0 && line.seconds() > 0)
                        .sorted(Comparator.comparingLong(Line::submitted))
                        .toList();
        if (lines.isEmpty() || lines.getLast().submitted() == 0) {
            throw trace.rows().getLast().bad("the trace has no job with accelerators, or no time");
        }
        return new Week(lines);
    }

    /// Every n-th job, from this one on.
    ///
    /// @param from 0 to n - 1
    public Week every(int n, int from) {
        return new Week(
                IntStream.range(0, lines.size())
                        .filter(i -> i % n == from)
                        .mapToObj(lines::get)
                        .toList());
    }

    /// Accelerators that would be busy in the mean until the last job comes, if nothing ever
    /// waited.
    public double demand() {
        long end = lines.getLast().submitted();
        return lines.stream().mapToDouble(line -> line.until(end)).sum() / end;
    }

    /// Those with most work first.
    List<String> clusters() {
        Map<String, Double> work = new HashMap<>();
        lines.forEach(line ->
                work.merge(
                        line.cluster(),
                        (double) line.accelerators() * line.seconds(),
                        Double::sum));
        return work.entrySet().stream()
                .sorted(
                        Map.Entry.<String, Double>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
