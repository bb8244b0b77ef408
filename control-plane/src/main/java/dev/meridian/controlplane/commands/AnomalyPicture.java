package dev.meridian.controlplane.commands;

import dev.meridian.controlplane.commands.plot.Axis;
import dev.meridian.controlplane.commands.plot.Chart;
import dev.meridian.controlplane.commands.plot.Ink;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A labelled series, what people marked in it, and what the detector flags.
final class AnomalyPicture {
    private static final String SERIES = "ec2_request_latency_system_failure.csv";

    private AnomalyPicture() {}

    static Map<String, Chart> of(List<LabelledSeries> all) {
        return all.stream()
                .filter(series -> series.name().equals(SERIES))
                .findFirst()
                .map(series -> Map.of("anomalies", chart(series)))
                .orElse(Map.of());
    }

    private static Chart chart(LabelledSeries series) {
        double[] times = series.times().stream().mapToDouble(Instant::getEpochSecond).toArray();
        double[] values = series.values();
        Alarm alarm = Alarm.ours(AnomalyBench.warmUp(series));
        int[] flagged =
                IntStream.range(0, values.length)
                        .filter(i -> alarm.at(series.times().get(i), values[i]))
                        .toArray();
        int[] kept = IntStream.range(0, values.length).filter(i -> keeps(values, i)).toArray();
        return new Chart(
                        "A machine on its way to failure: labelled anomalies and what is flagged",
                        "Data until %s. Source: ec2_request_latency_system_failure, numenta/NAB, MIT."
                                .formatted(series.times().getLast().toString().substring(0, 10)),
                        Axis.days("day (UTC)", series.times().getFirst(), series.times().getLast()),
                        Axis.around("value as recorded", values))
                .spans(
                        Ink.NAIVE,
                        "labelled by people",
                        series.windows().stream()
                                .mapToDouble(each -> each.from().getEpochSecond())
                                .toArray(),
                        series.windows().stream()
                                .mapToDouble(each -> each.to().getEpochSecond())
                                .toArray())
                .line(Ink.TRUTH, "observed", at(times, kept), at(values, kept))
                .dots(Ink.ALARM, "flagged", at(times, flagged), at(values, flagged));
    }

    /// The least and the largest of each eight.
    private static boolean keeps(double[] values, int i) {
        int from = i / 8 * 8;
        int to = Math.min(values.length, from + 8);
        int least = from;
        int largest = from;
        for (int j = from; j < to; j++) {
            least = values[j] < values[least] ? j : least;
            largest = values[j] > values[largest] ? j : largest;
        }
        return i == least || i == largest;
    }

    private static double[] at(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
    }
}
