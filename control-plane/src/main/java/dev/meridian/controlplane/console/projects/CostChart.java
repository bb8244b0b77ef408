package dev.meridian.controlplane.console.projects;

import dev.meridian.controlplane.jobs.model.view.SpentHour;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Cost over time as bars, stacked by queue; drawn by the server.
///
/// @param most what the top of the chart is, US dollars
record CostChart(List<Bar> bars, List<String> queues, double most) {
    static final int WIDTH = 720;
    static final int HEIGHT = 160;
    private static final int COLOURS = 6;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// @param label when, in words
    /// @param dollars of all queues
    record Bar(String label, double dollars, List<Piece> pieces) {}

    /// @param colour number of a colour, the same for the same queue
    record Piece(
            String queue, double dollars, double x, double y, double w, double h, int colour) {}

    /// @param hours closed ones
    /// @param since what was spent after them, by queue; it goes into the last bar
    static CostChart of(
            List<SpentHour> hours,
            Map<String, Double> since,
            Instant from,
            Instant now,
            Duration step) {
        int count = Math.toIntExact(Duration.between(from, now).dividedBy(step) + 1);
        List<Map<String, Double>> sums = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sums.add(new TreeMap<>());
        }
        for (SpentHour hour : hours) {
            long at = Duration.between(from, hour.hour()).dividedBy(step);
            if (at >= 0 && at < count) {
                sums.get((int) at).merge(hour.queue(), hour.dollars(), Double::sum);
            }
        }
        since.forEach((queue, dollars) -> sums.getLast().merge(queue, dollars, Double::sum));
        List<String> queues =
                sums.stream().flatMap(sum -> sum.keySet().stream()).distinct().sorted().toList();
        double most = sums.stream().mapToDouble(CostChart::whole).max().orElse(0);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant at = from.plus(step.multipliedBy(i));
            String label = (step.toHours() < 24 ? HOUR : DAY).format(at);
            bars.add(bar(label, sums.get(i), queues, most, i, count));
        }
        return new CostChart(bars, queues, most);
    }

    private static Bar bar(
            String label,
            Map<String, Double> sum,
            List<String> queues,
            double most,
            int at,
            int count) {
        double wide = (double) WIDTH / count;
        double top = HEIGHT;
        List<Piece> pieces = new ArrayList<>();
        for (Map.Entry<String, Double> one : sum.entrySet()) {
            double high = most == 0 ? 0 : one.getValue() / most * HEIGHT;
            top -= high;
            pieces.add(
                    new Piece(
                            one.getKey(),
                            one.getValue(),
                            round(at * wide),
                            round(top),
                            round(Math.max(1, wide - 2)),
                            round(high),
                            queues.indexOf(one.getKey()) % COLOURS));
        }
        return new Bar(label, whole(sum), pieces);
    }

    private static double whole(Map<String, Double> sum) {
        return sum.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double round(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }

    public int colour(String queue) {
        return queues.indexOf(queue) % COLOURS;
    }
}
